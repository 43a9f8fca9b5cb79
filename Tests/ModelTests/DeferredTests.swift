import Model
import Synchronization
import Testing

struct DeferredTests {
  @Test func `what nobody asks for is not worked out, and what many ask for once`() async {
    let times = Mutex(0)
    let deferred = Deferred {
      times.withLock { $0 += 1 }
      return 7
    }
    #expect(times.withLock { $0 } == 0)
    await withTaskGroup(of: Int.self) { group in
      for _ in 0..<8 { group.addTask { deferred.value } }
      for await value in group { #expect(value == 7) }
    }
    #expect(times.withLock { $0 } == 1)
  }

  @Test func `one that is known equals one that works out the same`() {
    #expect(Deferred(known: 7) == Deferred { 7 })
    #expect(Deferred(known: 7) != Deferred { 8 })
    #expect(Set([Deferred(known: 7), Deferred { 7 }]).count == 1)
  }
}
