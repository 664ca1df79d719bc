# Triage: refusals, claims, what else the pharmacist weighs, and the trace of a line.
refuse-this = Refuse
refused-by-pharmacy = Refused by the pharmacy
pharmacy-refused = The pharmacy refused in the last 24 hours
event-refuse = refused, of
event-claim = began to check
event-give_back = gave back
query-category-renal_hepatic = kidney or liver function
query-category-compatibility = dilution or compatibility
claim = I am on this
give-back = Give it back
claimed-by = { $name } is on this
claimed-by-you = You are on this since { $time }
claimed-already = { $name } is on this: nothing was done
claimed-already-body = Ask there, or wait: after ten minutes without a decision anybody can take it.
nothing-to-claim = Nothing of this prescription waits to be verified any more
lines-refused-claimed = { $name } is on some of these items: nothing was done
verify-whole = Verify all { $n } items
triage-more = Weight and other items
no-other-items = Nothing else is being given.
triage-keys = Keys: ↓ or J goes to the next line, ↑ or K to the one before, Space chooses, P chooses the whole prescription, Ctrl+Enter verifies.
triage-in-dispatch = On the dispatch list
trace = Trace
trace-of-line = Trace of an item
what-happened = What happened
outside-pharmacy = outside the pharmacy
steps-n = { $n ->
    [one] One step, the oldest first
   *[other] { $n } steps, the oldest first
}
units-n = { $n ->
    [one] 1 unit
   *[other] { $n } units
}
