import Manifests
import Testing

@Suite struct `A selector in one line` {
  private static let long = String(repeating: "a", count: 63)

  @Test(arguments: [
    "", " ", "a", "!a", "! a", "a,b", "a, !b ,c", "a=b", "a==b", "a = b", "a!=b", "a=", "a==,b", "a!=", "a=b,c!=d",
    "a in (b)", "a in(b,c)", "a notin (b, c)", "a in ()", "a notin (,)", "a in (b,,c)", "a in (,b)", "a in (b,)",
    "in in (in,notin)", "notin", "a=in", "in", "a>1", "a<1,b", "a > 007", "app.kubernetes.io/name=aml-preflight",
    "A_b.c-1=X_y.z-0", "\ta\n=\r\nb", long, "\(long)=\(long)", "a.b/\(long) in (\(long))",
  ])
  func `is what Kubernetes reads`(text: String) {
    #expect(SelectorText.mistake(in: text) == nil)
  }

  @Test(arguments: [
    ("a b c", 3, #"found "b" after a, expected in, notin, =, ==, !=, > or <, or a comma before another label"#),
    ("a=b c", 5, #"found "c", expected a comma or the end"#),
    ("a,", 3, "found the end after ,, expected another label"),
    ("a,,b", 3, #"found ",", expected a label or !"#), (",a", 1, #"found ",", expected a label or !"#),
    ("=b", 1, #"found "=", expected a label or !"#), ("!", 2, "found the end, expected a label"),
    ("!!a", 2, #"found "!", expected a label"#), ("!=a", 1, #"found "!=", expected a label or !"#),
    ("!a=b", 3, #"found "=", expected a comma or the end"#), ("a=b=c", 4, #"found "=", expected a comma or the end"#),
    ("a===b", 4, #"found "=", expected a value"#), ("a=!b", 3, #"found "!", expected a value"#),
    ("a=(b)", 3, #"found "(", expected a value"#), ("a (b)", 3, #"found "(" after a, expected in, notin"#),
    ("a in b", 6, #"found "b" after in, expected values in ( )"#),
    ("a in", 5, "found the end after in, expected values"),
    ("a notin (b", 11, "found the end after b, expected a comma or )"),
    ("a in (", 7, "found the end, expected a value or )"),
    ("a in (b,", 9, "found the end, expected a value or )"),
    ("a in (b c)", 9, #"found "c" after b, expected a comma or )"#),
    ("a in (b)) ", 9, #"found ")", expected a comma or the end"#),
    ("a in ((b))", 7, #"found "(", expected a value, a comma"#),
    ("a in (b) c", 10, #"found "c", expected a comma or the end"#),
    ("a IN (b)", 3, #"found "IN" after a, expected in, notin"#),
    ("a>b", 3, #"found "b" after >, expected a whole number"#),
    ("a<", 3, "found the end after <, expected a whole number"),
    ("a<1.5", 3, #"found "1.5" after <, expected a whole number"#), ("a>+1", 3, #"found "+1" after >"#),
    ("a<-1", 3, #"found "-1" after <"#),
    ("-a=b", 1, #""-a" is no label: expected a name of up to 63"#), ("a/b/c", 1, #""a/b/c" is no label"#),
    ("A.b/c", 1, #""A.b/c" is no label"#), ("/a", 1, #""/a" is no label"#), ("a/", 1, #""a/" is no label"#),
    ("x=1,a:b", 5, #""a:b" is no label"#), ("ä=b", 1, #""ä" is no label"#), ("a=ä ", 3, #""ä" is no value of a label"#),
    ("a=-b", 3, #""-b" is no value of a label: expected up to 63"#), ("a!=b/c", 4, #""b/c" is no value of a label"#),
    ("a in (b,c_)", 9, #""c_" is no value of a label"#), ("a=\"b\"", 3, #""\"b\"" is no value of a label"#),
    (long + "a", 1, #"a" is no label"#), ("a=\(long)a", 3, #"a" is no value of a label"#),
    ("a=b\u{1B}[31m", 3, #""b\u{1B}[31m" is no value of a label"#), ("a=b\u{0}", 3, "is no value of a label"),
  ])
  func `is told what no server takes, and where`(text: String, column: Int, message: String) throws {
    let mistake = try #require(SelectorText.mistake(in: text))
    #expect(mistake.column == column)
    #expect(mistake.message.contains(message), "\(mistake.message)")
  }
}
