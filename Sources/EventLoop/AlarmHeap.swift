/// The alarms that are set, the earliest first: a binary heap. Setting and taking cost O(log n), cancelling O(1).
struct AlarmHeap {
  private struct Entry {
    let instant: ContinuousClock.Instant
    let id: Alarm.ID

    /// By time; alarms for the same moment in the order in which they were set.
    func precedes(_ other: Entry) -> Bool {
      instant == other.instant ? id.number < other.id.number : instant < other.instant
    }
  }

  /// Canceled alarms leave their entry behind; it is dropped when it comes to the top.
  private var entries: [Entry] = []
  private var alarms: [Alarm.ID: Alarm] = [:]

  var isEmpty: Bool { alarms.isEmpty }

  mutating func insert(_ alarm: Alarm) {
    alarms[alarm.id] = alarm
    entries.append(Entry(instant: alarm.instant, id: alarm.id))
    siftUp(from: entries.count - 1)
  }

  /// Forgets an alarm; one that has rung already is no error.
  mutating func remove(_ id: Alarm.ID) {
    guard alarms.removeValue(forKey: id) != nil else { return }
    // A loop that sets and cancels long alarms must not grow: rebuild when most entries are dead.
    if entries.count > 2 * alarms.count + 64 {
      entries = entries.filter { alarms[$0.id] != nil }.sorted { $0.precedes($1) }
    }
  }

  /// When the earliest alarm rings; `nil` if none is set.
  mutating func earliest() -> ContinuousClock.Instant? {
    dropCanceled()
    return entries.first?.instant
  }

  /// Takes the earliest alarm out if it is due at `now`.
  mutating func takeDue(at now: ContinuousClock.Instant) -> Alarm? {
    dropCanceled()
    guard let first = entries.first, first.instant <= now else { return nil }
    removeTop()
    return alarms.removeValue(forKey: first.id)
  }

  private mutating func dropCanceled() {
    while let first = entries.first, alarms[first.id] == nil { removeTop() }
  }

  private mutating func removeTop() {
    entries.swapAt(0, entries.count - 1)
    entries.removeLast()
    siftDown()
  }

  private mutating func siftUp(from start: Int) {
    var child = start
    while child > 0 {
      let parent = (child - 1) / 2
      guard entries[child].precedes(entries[parent]) else { return }
      entries.swapAt(child, parent)
      child = parent
    }
  }

  private mutating func siftDown() {
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < entries.count && entries[child].precedes(entries[least]) {
        least = child
      }
      guard least != parent else { return }
      entries.swapAt(parent, least)
      parent = least
    }
  }
}
