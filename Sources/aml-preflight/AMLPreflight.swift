import Model

@main struct AMLPreflight { static func main() {} }
