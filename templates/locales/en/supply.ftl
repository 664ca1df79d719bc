# Separating, dispensing, sending, receiving and taking back.

nav-separation = Separation
nav-bags = Bags
nav-stops = Stop
nav-arrivals = Arriving
back-to = Back to { $list }
choose = Choose

do-verify = Verify
do-separate = Separate
do-unpack = Put back on the shelf
do-second_check = Second check done
do-dispense = Dispense
do-send = Send
do-receive = Received
do-relabel = New label is on the bag

lines-refused-no-porter = Say who carries the bags
lines-refused-unchecked = High-alert and controlled medications need a second check first: nothing was done
lines-refused-own-bag = You filled one of these bags: somebody else must check it. Nothing was done
lines-refused-recalled = A lot in one of these bags is quarantined or recalled: nothing was done. Put it back on the shelf
lines-refused-elsewhere = A patient is in another bed than the bag's label says: nothing was done. See the list of stops
lines-refused-many-wards = These bags go to different wards: send each ward's with its own list

porter = Who carries the bags
lot-n = lot { $n }
expires-on = expires { $day }
missing-n = { $n } missing
at-most-n = { $n } at most
supply-more = Supply more
say-units = As asked: say how many
separated-by = Separated by { $name }
checked-by = Checked by { $name }
carried-by = Carried by { $name }
check-needed = Second check needed
label-says = The label says bed { $bed }
shipment = Porter's list
received-sign = There
received-on-ward = Received on the ward by

bags-separated = Separated: to check and dispense
bags-dispensed = Dispensed: to send
bags-sent = Sent, not received
list-cut = Only the first lines are shown; there are more. Choose a ward.
no-bags = None.
bags-n = { $n ->
    [one] { $n } line, the one that has waited longest first
   *[other] { $n } lines, the one that has waited longest first
}
arrivals-hint = Tick what is there. What is not there stays on the way, and the pharmacy sees it.
nothing-arrives = Nothing is on its way.

due-within = Due within
hours-n = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
nothing-to-separate = Nothing to separate: every verified line that is due has its bag.
pick-by-shelf = First by shelf: what expires first is used first
pick-from = Pick from
pick-by-patient = Then by patient
lines-to-say = { $n ->
    [one] { $n } line as asked
   *[other] { $n } lines as asked
}
propose-lots = Check the lots and separate
separate-this = Put it into the bag
has-already = has { $n } already
short-goes-on = What is there goes into the bag. Prescriber and ward are told what is missing.
substitutes = Other presentations of the same medication on the shelves (the prescriber must change the prescription):
scan-codes = Scan what you took from the shelf
scan-codes-hint = One code a line. Each must be of a medication and a lot above; without any, the lots above are taken as they are.
why-other-lots = Why other lots than those that expire first
not-separated = Nothing was separated
other-lots = The lots are others than the page showed: nothing was separated. Look at them again

stops-n = { $n ->
    [one] { $n } bag to stop
   *[other] { $n } bags to stop
}
nothing-to-stop = No bag has to be stopped, and nothing has to come back.
to-do = What to do
stop-stopped = Stopped
stop-moved = Patient moved
stop-recalled = A lot in the bag is blocked or recalled
stop-ended = Too late to dispense
in-the-bag = in the bag
out-of-pharmacy = out of the pharmacy
return-goes-on = The ward goes on giving it: only what is left over comes back.
return-ends = With this the line ends: nothing more of it is supplied.
take-back = Take back
not-taken-back = Nothing was taken back
nothing-supplied = Nothing of it is in a bag or on the ward.
returns-from-bag = in the bag
returns-from-ward = on the ward
units-back = Units that come back
fate = What becomes of them
fate-restock = Back to the shelf
fate-discard = Discarded
intact = What comes back from the ward is intact and sealed
intact-and-cold = What comes back from the ward is intact, sealed, and stayed cold all the time
reason-if-discarded = Reason (needed if something is discarded)
discard-takes-two = Discarding a controlled substance takes two.

problem-nothing-due = No more of it is due while the prescription is valid.
problem-more-than-prescribed = More than its doses come to: { $most } at most.
problem-code-of-other = The code { $gtin } is of none of these medications. Put it back.
problem-code-without-lot = The code { $gtin } does not say its lot.
problem-lot-not-pickable = Lot { $lot } must not be picked: it is expired, blocked, or was never received.
problem-deviation-unexplained = Say why other lots are taken than those that expire first.
problem-more-than-there = There are only { $most }.
problem-bag-not-emptied = All { $units } in the bag go back.
problem-condition-unconfirmed = Confirm that what goes back to the shelf is intact, or discard it.
problem-discard-unexplained = Say why it is discarded.

short-of = The pharmacy has too little
short-lines = Too little in the pharmacy

event-separate = separated
event-run_short = found too little of
event-unpack = put back on the shelf
event-second_check = checked the bag of
event-dispense = dispensed
event-send = sent
event-receive = received
event-relabel = labelled anew
event-return = took back
