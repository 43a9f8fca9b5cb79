import Judging
import Model
import TestSupport
import Testing

/// A pull of an image of so many bytes, of whose largest layer the first MiB came in so many milliseconds.
private func pull(
  of imageBytes: Int = 3_000_000_000, largest: Int = 1_500_000_000, sample: Int = 1 << 20, in milliseconds: Int64,
  stall: Int64 = 50, change: (inout TalkScene) -> Void = { _ in }
) -> TalkScene {
  var scene = TalkScene()
  scene.within = .ofTest
  scene.say(
    .platformManifest, Response.Answer(status: 200), content: Exchange.Content(bytes: 900, imageBytes: imageBytes))
  scene.say(
    .layerBeginning, Response.Answer(status: 206, firstByte: .moment),
    content: Exchange.Content(
      bytes: sample, end: .stopped, total: largest, rangeIsHonored: true,
      duration: Milliseconds(microseconds: milliseconds * 1_000),
      longestStall: Milliseconds(microseconds: stall * 1_000)), conclusion: .complete)
  change(&scene)
  return scene
}

@Suite struct `An image that comes slowly` {
  @Test func `is a warning with rate, size, estimate, limit and the limit's document`() throws {
    // 1,048,576 bytes in 5 s: 209,715 a second. 3 GB need 14,305 s, three parts at a time 7,152 s at best.
    let report = pull(in: 5_000).report
    #expect(report.causes == [.pathSlow])
    let finding = try #require(report.findings.first)
    #expect(finding.severity == .warning && finding.confidence == .supported)
    #expect(finding.subject.kind == .network && finding.subject.detail == "myacr.azurecr.io:443")
    let symptom = try #require(report.verdicts[0].symptoms.first)
    #expect(symptom.code == .transferSlow)
    #expect(
      symptom.facts.filter { $0.key != .endpoint && $0.key != .address } == [
        .seen: "210 kB a second", .count: "1048576", .after: "5.0 s", .total: "3.0 GB", .needed: "119 min",
        .limit: "20 min", .name: "models/iris:3", .place: "A document of the time", .date: "2022-06-09",
        .reason: "with 3 parts at a time",
      ])
    #expect(report.verdicts[0].outcome == .pass, "a warning fails nothing")
    #expect(finding.evidenceFor.count == 1, "the exchange that was measured")
  }

  @Test(arguments: [
    // The estimate meets the limit exactly, then passes it by a second's worth.
    (imageBytes: 209_715 * 1_200, expected: 0), (imageBytes: 209_715 * 1_201, expected: 1),
  ])
  func `begins at the limit`(imageBytes: Int, expected: Int) {
    let scene = pull(of: imageBytes, largest: imageBytes / 2, in: 5_000)
    #expect(scene.report.findings.count == expected)
  }

  @Test func `is only suspected where several parts at a time may be quicker`() {
    // 600 MB at 209,715 bytes a second: 2,861 s one after the other, 953 s side by side.
    let suspected = pull(of: 600_000_000, largest: 100_000_000, in: 5_000).report
    #expect(suspected.findings.map(\.confidence) == [.suspected])
    // The largest part alone takes 1,430 s.
    let supported = pull(of: 600_000_000, largest: 300_000_000, in: 5_000).report
    #expect(supported.findings.map(\.confidence) == [.supported])
  }

  @Test func `counts the quickest sample`() {
    let scene = pull(in: 5_000) { scene in
      scene.exchanges[1].conclusion = nil
      scene.say(
        .layer, Response.Answer(status: 200),
        content: Exchange.Content(bytes: 4 << 20, duration: Milliseconds(microseconds: 400_000)), conclusion: .complete)
    }
    #expect(scene.report.findings.isEmpty)
  }

  @Test(arguments: [
    ("a sample of a few kilobytes", pull(sample: 20_000, in: 1_000)),
    ("less than 256 KiB, in less than five seconds", pull(sample: 200_000, in: 4_000)),
    (
      "what took little longer than TCP needs to begin",
      pull(in: 5_000) { $0.roundTrip = Milliseconds(microseconds: 300_000) }
    ),
    ("one long pause", pull(in: 5_000, stall: 4_000)),
    ("a machine that was too busy", pull(in: 5_000) { $0.longestStall = Milliseconds(microseconds: 3_000_000) }),
    ("a workstation", pull(in: 5_000) { $0.vantage = .workstation }),
    ("no document that names a time", pull(in: 5_000) { $0.within = nil }),
    (
      "a document that this version does not know",
      pull(in: 5_000) {
        $0.within = TimeLimit(seconds: 1_200, connections: 3, source: Source.ID(rawValue: "another"))
      }
    ),
    ("an image of unknown size", pull(in: 5_000) { $0.exchanges[0].content?.imageBytes = nil }),
    ("a small image", pull(of: 1_100_000, largest: 1_100_000, in: 5_000)),
    ("a quick way", pull(in: 90)),
    ("a sample that took no time at all", pull(in: 0)),
  ])
  func `is not told by`(_ what: String, scene: TalkScene) {
    let report = scene.report
    #expect(report.findings.isEmpty, "\(what)")
    #expect(report.verdicts[0].outcome == .pass && report.verdicts[0].symptoms.isEmpty, "\(what)")
  }

  @Test func `is told by few bytes that took long`() {
    #expect(pull(sample: 100_000, in: 6_000, stall: 300).report.causes == [.pathSlow])
  }

  @Test func `is measured by the time to the first byte where a proxy hides the way`() {
    func scene(firstByte: Int64) -> TalkScene {
      pull(in: 5_000) { scene in
        scene.exchanges[1].ending = .sent(
          ending: .answered(
            answer: Response.Answer(status: 206, firstByte: Milliseconds(microseconds: firstByte * 1_000))),
          address: SocketAddress("10.0.0.9:3128")!)
      }
    }
    #expect(scene(firstByte: 100).report.causes == [.pathSlow])
    #expect(scene(firstByte: 300).report.findings.isEmpty)
  }

  @Test func `says so where the time was over before a part had come`() {
    let scene = pull(in: 5_000) { scene in
      scene.exchanges[1].content?.end = .silent
      scene.exchanges[1].conclusion = .stopped(reason: .contentIncomplete)
      scene.isFinished = false
    }
    let verdict = scene.verdict
    guard case .inconclusive = verdict.outcome else {
      Issue.record("\(verdict.outcome)")
      return
    }
    #expect(verdict.symptoms.map(\.code) == [.notFinished, .transferSlow])
  }

  @Test func `may be the model as well`() {
    var scene = TalkScene(endpoint: .blobStorage, kind: .readBlob)
    scene.within = TimeLimit(seconds: 1_200, connections: 1, source: TimeLimit.ofTest.source)
    scene.say(
      .blobBeginning, Response.Answer(status: 206),
      content: Exchange.Content(
        bytes: 1 << 20, end: .stopped, total: 900_000_000, rangeIsHonored: true, duration: .fiveSeconds),
      conclusion: .complete)
    let report = scene.report
    #expect(report.causes == [.pathSlow])
    #expect(report.verdicts[0].symptoms.first?.facts[.name] == "azureml/iris.pkl")
    #expect(report.verdicts[0].symptoms.first?.facts[.total] == "900 MB")
  }
}

@Suite struct `A number of bytes` {
  @Test(arguments: [
    (0, "0 bytes"), (999, "999 bytes"), (1_000, "1 kB"), (1_499, "1 kB"), (999_499, "999 kB"), (999_500, "1.0 MB"),
    (3_449_999, "3.4 MB"), (99_960_000, "100 MB"), (999_949_999, "999 MB"), (999_950_000, "1.0 GB"),
    (1_250_000_000, "1.3 GB"), (-5, "0 bytes"),
  ])
  func `reads as people say it`(bytes: Int, text: String) {
    #expect(ByteCount(bytes).description == text)
  }
}
