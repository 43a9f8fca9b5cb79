import Model
import Testing

@Suite struct `A suggestion` {
  @Test(arguments: [
    ("regoin", "region"), ("Region", "region"), ("podCidr", "podCIDR"), ("serviceCIDRs", "serviceCIDR"),
    ("dns", "dns"), ("pass", "passwordFrom"),
  ])
  func `is the nearest word`(_ word: String, nearest: String) {
    let words = ["region", "podCIDR", "serviceCIDR", "passwordFrom", "dns", "dockerBridgeCIDR"]
    #expect(Suggestion.nearest(to: word, among: words) == nearest)
  }

  @Test(arguments: ["", "x", "r", "banana", String(repeating: "region", count: 20)])
  func `is not made up for a word that is like no other`(_ word: String) {
    #expect(Suggestion.nearest(to: word, among: ["region", "podCIDR"]) == nil)
  }

  @Test(arguments: [
    ("", "", 0), ("a", "", 1), ("ab", "ba", 1), ("kitten", "sitting", 3), ("ca", "abc", 3), ("regoin", "region", 1),
  ])
  func `counts an exchange of neighbors as one slip`(_ left: String, right: String, distance: Int) {
    #expect(Suggestion.distance(from: left, to: right) == distance)
    #expect(Suggestion.distance(from: right, to: left) == distance)
  }
}
