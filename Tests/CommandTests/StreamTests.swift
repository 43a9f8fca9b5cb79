import Foundation
import TestSupport
import Testing

@Suite(.serialized, .timeLimit(.minutes(5))) struct `A stream` {
  private static let deployment = """
    apiVersion: aml-preflight/v1
    kind: Deployment
    name: edges
    workspace: {name: ws, region: westeurope}
    registry: {name: edgesacr}

    """

  /// How a report on that ends: too little is declared to be judged.
  private static let status: Int32 = 3

  /// A folder with a deployment file, an Azure document, and two reports in files and as lines of one file.
  private func files() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(Self.deployment, to: "d.yaml")
    try folder.write(Self.deployment.replacingOccurrences(of: "name: edges", with: "name: other"), to: "e.yaml")
    try folder.write(`The command discover`.cluster, to: "aks.json")
    func path(_ name: String) -> String { folder.url.appendingPathComponent(name).path }
    for name in ["d", "e"] {
      #expect(
        try Preflight.run(["validate", path("\(name).yaml"), "-o", "json=\(path("\(name).json"))"]).status
          == Self.status)
    }
    #expect(
      try Preflight.run(["validate", path("d.yaml"), path("e.yaml"), "-o", "json=\(path("both.jsonl"))"]).status
        == Self.status)
    return folder
  }

  private func run(
    _ arguments: [String], in folder: TemporaryFolder, shell: String = "exec \"$0\" \"$@\"", input: String? = nil
  ) throws -> Preflight.Result {
    try Preflight.run(arguments, input: input, through: ["-C", folder.url.path, "bash", "-c", shell])
  }

  /// Everything that prints.
  private static let printing =
    [
      ["--version"], ["--help"], ["run", "--help"], ["help", "plan"], ["--generate-completion-script", "bash"],
      ["checks"], ["checks", "cluster-creation/mcr-answers"], ["checks", "--format", "json"],
      ["explain", "egress.dropped"], ["demo", "--list"], ["demo", "-o", "json"],
      ["manifest", "job", "d.yaml", "--image", "a/b:1"],
      ["discover", "aks.json"], ["validate", "d.yaml"], ["validate", "d.yaml", "e.yaml", "-o", "json"],
      ["report", "d.json"], ["judge", "d.json", "-o", "short"], ["merge", "d.json"], ["diff", "d.json", "d.json"],
      ["diff", "d.json", "d.json", "-o", "html"], ["plan", "d.yaml", "--allow-list"], ["demo", "--serve"],
    ]
    + ["table", "json", "csv", "markdown", "squid", "azure-firewall", "nsg", "hosts"].map {
      ["plan", "d.yaml", "--format", $0]
    }

  @Test func `that is full is an error of every command`() throws {
    let folder = try files()
    for arguments in Self.printing {
      let result = try run(arguments, in: folder, shell: "exec \"$0\" \"$@\" >/dev/full")
      #expect(result.status == 70, "\(arguments)")
      #expect(
        result.errors.contains("Cannot write standard output: no space left on device."),
        "\(arguments) \(result.errors)")
      #expect(!result.errors.contains("Domain"))
    }
  }

  @Test func `that is a full file is an error`() throws {
    let folder = try files()
    let result = try run(["report", "d.json", "-o", "json=/dev/full"], in: folder)
    #expect(result.status == 70)
    #expect(result.errors == "Cannot write /dev/full: no space left on device.\n")
  }

  @Test func `of reports is read from a pipe, a device and standard input`() throws {
    let folder = try files()
    let stored = folder.text(of: "d.json")
    let expected = try run(["report", "d.json"], in: folder).output
    #expect(expected.contains("edges"))
    for (arguments, shell) in [
      (["report", "-"], nil), (["report", "/dev/stdin"], nil), (["report", "-", "-o", "text=-"], nil),
      (["report"], "exec \"$0\" \"$@\" <(cat d.json)"),
      (["report"], "mkfifo pipe; cat d.json >pipe & exec \"$0\" \"$@\" pipe"),
    ] {
      let result = try run(arguments, in: folder, shell: shell ?? "exec \"$0\" \"$@\"", input: stored)
      #expect(result.status == Self.status && result.output == expected, "\(arguments) \(result.errors)")
    }
    for arguments in [
      ["judge", "-"], ["diff", "-", "d.json"], ["diff", "d.json", "-"], ["merge", "-"], ["merge", "a=-"],
    ] {
      let result = try run(arguments, in: folder, input: stored)
      let isComparison = arguments[0] == "diff"
      #expect(result.status == (isComparison ? 0 : Self.status), "\(arguments) \(result.errors)")
    }
    #expect(!FileManager.default.fileExists(atPath: folder.url.appendingPathComponent("-").path))
  }

  @Test(arguments: [
    ["diff", "-", "-"], ["judge", "-", "--baseline", "-"], ["merge", "-", "x=-"], ["validate", "-", "-"],
    ["run", "-", "--baseline", "-"], ["plan", "-", "--allow-list", "--with", "-"],
  ]) func `of input is read once`(arguments: [String]) throws {
    let result = try Preflight.run(arguments, input: "{}")
    #expect(result.status == 2)
    #expect(result.errors.contains("Standard input can be read only once"))
  }

  @Test func `without an end is not read without a bound`() throws {
    let result = try Preflight.run(["report", "/dev/zero"])
    #expect(result.status == 2)
    #expect(result.errors == "/dev/zero is larger than 64 MiB, the most that a report may have.\n")
  }

  @Test func `of several reports says how one of them is taken, and is merged as several`() throws {
    let folder = try files()
    let one = try run(["report", "both.jsonl"], in: folder)
    #expect(one.status == 2)
    #expect(
      one.errors == "both.jsonl holds 2 reports, one a line, and one is taken here. Choose it by its number, as in: "
        + "sed -n 1p both.jsonl | aml-preflight report -\n")
    let chosen = try run(["-n", "2p", "both.jsonl"], in: folder, shell: "sed \"$@\" | \"$0\" report -")
    #expect(chosen.status == Self.status && chosen.output.contains("other"), "\(chosen.errors)")

    // The same deployment from two places, and two deployments.
    for name in ["n1", "n2"] {
      let text = folder.text(of: "d.json")
        .replacingOccurrences(of: "\"id\" : \"workstation\"", with: "\"id\" : \"\(name)\"")
        .replacingOccurrences(of: "\"vantage\" : \"workstation\"", with: "\"vantage\" : \"\(name)\"")
      let line = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.joined()
      try folder.write(folder.text(of: "nodes.jsonl") + line + "\n", to: "nodes.jsonl")
    }
    let merged = try run(["merge", "nodes.jsonl", "--expect", "none"], in: folder)
    #expect(merged.status == Self.status && merged.output.contains("n1") && merged.output.contains("n2"), "\(merged)")
    let mixed = try run(["merge", "both.jsonl"], in: folder)
    #expect(mixed.status == 2 && mixed.errors.contains("other"), "\(mixed.errors)")
    let named = try run(["merge", "n=both.jsonl"], in: folder)
    #expect(named.status == 2 && named.errors.contains("holds 2 reports, which cannot all be called \"n\""))
  }

  /// Names of files and values of files that would make a terminal do something, or show text in another order.
  private static let hostile = [
    "a\u{1B}[31mb", "x\u{1B}]0;pwn\u{7}", "r\u{202E}l", "i\u{2066}s", "m\u{200F}", "c\u{9B}31m",
  ]

  @Test(arguments: hostile) func `of errors has nothing that a terminal obeys`(text: String) throws {
    let folder = try files()
    let report = folder.text(of: "d.json").replacingOccurrences(of: "\"pass\"", with: "\"\(text)\"")
    try folder.write(report, to: "value\(text).json")
    try folder.write("{\"schemaVersion\": \"\(text)\", \"recording\": {\"formatVersion\": 1}}", to: "version.json")
    let results = try [
      ["report", text], ["merge", "\(text).json"], ["diff", text, text], ["judge", text], ["run", text],
      ["report", "value\(text).json"], ["report", "version.json"], ["report", "d.json", "-o", "text=\(text)/x"],
      ["report", "d.json", "-o", text], [text], ["--\(text)"], ["explain", text], ["demo", text],
      ["validate", text, "--aks-versions", text], ["discover", text], ["run", "d.yaml", "--baseline", text],
      ["run", "d.yaml", "--catalog", text], ["run", "d.yaml", "--kubeconfig", text],
      ["run", "d.yaml", "--timeout", text],
    ].map { try run($0, in: folder) }
    for result in results {
      #expect(result.status == 2, "\(result)")
      let unsafe = result.errors.unicodeScalars.filter {
        $0 != "\n" && [.control, .format].contains($0.properties.generalCategory)
      }
      #expect(unsafe.isEmpty && !result.errors.isEmpty, "\(result.errors.debugDescription)")
    }
  }
}

@Suite(.serialized, .timeLimit(.minutes(2))) struct `A mistaken command` {
  @Test(arguments: [["rum"], ["rum", "d.yaml"], ["help", "rum"]]) func `is named, with the nearest`(arguments: [String])
    throws
  {
    let result = try Preflight.run(arguments)
    #expect(result.status == 2 && result.output.isEmpty)
    #expect(result.errors.hasPrefix("There is no command \"rum\". Did you mean run? The commands are: run, plan, "))
  }

  @Test func `is not a request for help`() throws {
    for arguments in [["help"], ["help", "run"], ["help", "help"], []] {
      #expect(try Preflight.run(arguments).status == 0)
    }
    #expect(try Preflight.run(["help", "nosuch"]).status == 2)
  }

  @Test(arguments: [
    (["report", "/nosuch"], "\"/nosuch\" does not exist"), (["report", "/"], "\"/\" is a folder"),
    (["diff", "/nosuch", "/"], "\"/nosuch\" does not exist"),
    (["demo", "-o", "json=/proc/x"], "Cannot write /proc/x: no such file or directory."),
    (["demo", "--baseline", "/nosuch"], "\"/nosuch\" does not exist"),
  ]) func `says in words why a file is not read or written`(arguments: [String], words: String) throws {
    let result = try Preflight.run(arguments)
    #expect(result.errors.contains(words), "\(result.errors)")
    #expect(!result.errors.contains("operation could not"))
  }
}

@Suite(.serialized, .timeLimit(.minutes(2))) struct `A lab that is served` {
  @Test(arguments: [(SIGTERM, 143), (SIGINT, 130)] as [(Int32, Int32)])
  func `leaves nothing behind, and ends as the signal says`(signal: Int32, status: Int32) throws {
    let folder = try TemporaryFolder()
    let lab = try Preflight.start(["demo", "--serve"], environment: ["TMPDIR": folder.url.path])
    lab.waitUntilPrinted(lines: 20)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).count == 1)
    lab.send(signal)
    #expect(lab.wait().status == status)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == [])
  }
}
