import Model
import Probing
import Testing

@Suite struct `What a system tells of its place` {
  @Test(
    arguments: [
      ("NAME=x\nPRETTY_NAME=\"Ubuntu 22.04.5 LTS\"\nID=ubuntu\n", "Ubuntu 22.04.5 LTS"),
      ("PRETTY_NAME='Azure Linux 3'", "Azure Linux 3"), ("PRETTY_NAME=Flatcar", "Flatcar"), ("PRETTY_NAME=\"\"", nil),
      ("NAME=x", nil), ("", nil),
    ] as [(String, String?)])
  func `is its name`(text: String, name: String?) {
    #expect(PlaceTexts.operatingSystem(osRelease: text) == name)
  }

  @Test func `is the interface of the default route`() {
    let head = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n"
    let link = "eth0\t0000F00A\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0\n"
    let slow = "wlan0\t00000000\t0100F00A\t0003\t0\t0\t600\t00000000\t0\t0\t0\n"
    let fast = "eth0\t00000000\t0100F00A\t0003\t0\t0\t100\t00000000\t0\t0\t0\n"
    #expect(PlaceTexts.defaultInterface(routes: head + link + slow + fast) == "eth0")
    #expect(PlaceTexts.defaultInterface(routes: head + link + slow) == "wlan0")
    #expect(PlaceTexts.defaultInterface(routes: head + link) == nil)
    #expect(PlaceTexts.defaultInterface(routes: "") == nil)
  }

  private func address(_ text: String, _ length: Int, _ interface: String = "eth0") -> InterfaceAddress {
    InterfaceAddress(interface: interface, address: IPAddress(text)!, prefixLength: length)
  }

  @Test func `is the range of its address`() {
    let own = [address("10.240.3.7", 16), address("172.17.0.1", 16, "docker0")]
    #expect(PlaceTexts.subnet(of: own, defaultInterface: "eth0", declared: []) == .init("10.240.0.0/16", from: "eth0"))
    #expect(PlaceTexts.subnet(of: own, defaultInterface: nil, declared: [])?.value == "10.240.0.0/16, 172.17.0.0/16")
    let declared = ["10.240.0.0/12", "10.240.2.0/23", "10.241.0.0/16"].map { IPPrefix($0)! }
    #expect(
      PlaceTexts.subnet(of: own, defaultInterface: "eth0", declared: declared)
        == .init("10.240.2.0/23", from: "eth0, as declared"))
  }

  @Test func `is no range where a pod's link has one address alone`() {
    let pod = [address("10.244.3.7", 32)]
    #expect(PlaceTexts.subnet(of: pod, defaultInterface: "eth0", declared: []) == nil)
    #expect(PlaceTexts.subnet(of: [], defaultInterface: "eth0", declared: []) == nil)
    let range = IPPrefix("10.244.0.0/16")!
    #expect(PlaceTexts.subnet(of: pod, defaultInterface: "eth0", declared: [range])?.value == "10.244.0.0/16")
  }

  @Test func `leaves loopback out`() {
    #expect(InterfaceAddress.all().allSatisfy { !$0.address.description.hasPrefix("127.") && $0.prefixLength > 0 })
  }
}
