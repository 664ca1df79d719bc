# What moves stock, where a lot is, and what there is of a medication.

transfer-stock = Transfer
lose-stock = Write off a loss
quarantine-lot = Put in quarantine
release-lot = Release
recall-lot = Recall a lot
count-stock = Count
set-level = Minimum and maximum
stock-counts = Counts
stock-moved-on = Nothing was done: it is otherwise by now
stock-nothing-done = Nothing was done yet. Put this right:
from-place = From
to-place = To
units-lost = Units lost, broken or discarded
loss-reason = What happened (of a partly used ampoule, also the volume discarded)
release-reason = Why it may be used again
recall-reason = Who recalls it and why
difference-reason = Why the count differs
quarantine-moves = It leaves these shelves and can no longer be picked:
recall-moves = Everything of this lot, whatever its expiry, leaves all shelves and can no longer be picked. Then you see who received it.
actions = What can be done
lot-state = State
lot-usable = usable
lot-by-expiry = The lot by expiry
lot-at-places = Where it is
lot-nowhere = Nowhere in the pharmacy.
lot-in-bags = Separated for patients, not yet dispensed
lot-in-no-bag = In no patient's bag.
lot-of-patients = Patients who received it
lot-of-nobody = Nobody received it.
lot-gone = Lost, discarded, or otherwise at a count
whereabouts-bag = waits in the bag
whereabouts-dispense = received
whereabouts-return = gave back, put into stock again
whereabouts-discarded-return = gave back, discarded
whereabouts-loss = lost
whereabouts-discard = discarded
whereabouts-missing = fewer at a count
whereabouts-found = more at a count
reckoning = Every unit
reckoned-received = Received
reckoned-found = More at a count
reckoned-at-places = At places of the pharmacy
reckoned-in-bags = In patients' bags
reckoned-with-patients = Dispensed and not given back
reckoned-discarded = Discarded
reckoned-lost = Lost
reckoned-missing = Fewer at a count
all-accounted-for = All units are accounted for.
unaccounted-for = Units unaccounted for
count-hint = Write how many units of each lot there are; 0 where there is none. What is expected is not shown.
lots-to-count = { $n ->
    [one] { $n } lot to count
   *[other] { $n } lots to count
}
counted = Counted
counted-of-lot = Units of lot { $lot }
count-again = moved meanwhile: count again
keep-count = Keep the count
nothing-to-count = There is nothing here to count.
places-to-count = Choose a place to count
last-count = Last counted
never-counted = never
latest-counts = Latest counts
differing = Lots that differed
minimum = Minimum
maximum = Maximum
no-level = No minimum is set.
level-hint = Units that there are to be. Leave both empty to set none.
stock-lists = Lists
stock-all = Everything
stock-list-below = Below the minimum
stock-list-out = Out of stock
stock-list-expiring = Expiring within 90 days
stock-list-empty = Nothing is on this list.
search-for-others = search for others
to-order = To order
lasts = Lasts
days-of-use = { $n ->
    [0] less than a day
    [one] about { $n } day
   *[other] about { $n } days
}
pharmacy-has-none = Pharmacy: none in stock
pharmacy-has-unused = Pharmacy: { $units }, no recent use
pharmacy-has-for = Pharmacy: { $units }, { $days } at the usual use

dispensed-patch = { $n ->
    [one] { $n } patch
   *[other] { $n } patches
}
dispensed-ampoule = { $n ->
    [one] { $n } ampoule
   *[other] { $n } ampoules
}
dispensed-tube = { $n ->
    [one] { $n } tube
   *[other] { $n } tubes
}
dispensed-bag = { $n ->
    [one] { $n } bag
   *[other] { $n } bags
}
dispensed-cartridge = { $n ->
    [one] { $n } cartridge
   *[other] { $n } cartridges
}
dispensed-tablet = { $n ->
    [one] { $n } tablet
   *[other] { $n } tablets
}
dispensed-capsule = { $n ->
    [one] { $n } capsule
   *[other] { $n } capsules
}
dispensed-injector = { $n ->
    [one] { $n } injector
   *[other] { $n } injectors
}
dispensed-sachet = { $n ->
    [one] { $n } sachet
   *[other] { $n } sachets
}
dispensed-bottle = { $n ->
    [one] { $n } bottle
   *[other] { $n } bottles
}
dispensed-vial = { $n ->
    [one] { $n } vial
   *[other] { $n } vials
}
dispensed-inhaler = { $n ->
    [one] { $n } inhaler
   *[other] { $n } inhalers
}
dispensed-syringe = { $n ->
    [one] { $n } syringe
   *[other] { $n } syringes
}
dispensed-suppository = { $n ->
    [one] { $n } suppository
   *[other] { $n } suppositories
}
dispensed-unit = { $n ->
    [one] { $n } unit
   *[other] { $n } units
}

problem-same-place = It is there already. Choose another place.
problem-nothing-there = Nothing of this lot is there by now. Choose another place.
problem-too-few-there = { $there ->
    [one] Only { $there } unit is there.
   *[other] Only { $there } units are there.
}
problem-stock-reason-missing = Write why.
problem-lot-is-usable = This lot is not in quarantine: somebody released it, or nobody put it there.
problem-lot-is-quarantined = This lot is in quarantine already, and nothing of it is on a shelf.
problem-lot-is-recalled = This lot is recalled, and nothing of it is on a shelf.
problem-lot-of-recall = This lot is recalled: send it back.
problem-lot-of-quarantine = This lot is in quarantine: release it first, or send it back.
problem-lot-unknown = No such lot of this medication was ever received.
problem-count-missing = Write how many there are; 0 for none.
problem-count-unreadable = Write a whole number of units, from 0 to { $most }.
problem-count-differs = { $lots ->
    [one] { $lots } lot differs
   *[other] { $lots } lots differ
} from the ledger. Count once more; if it is right, give a reason and a second pharmacist.
problem-moved-while-counted = { $lots ->
    [one] { $lots } lot was moved while you counted. Count it again.
   *[other] { $lots } lots were moved while you counted. Count them again.
}
problem-maximum-below-minimum = The maximum cannot be below the minimum.
problem-levels-moved = Somebody else set them meanwhile; above is what is set now. Send yours again if it is still right.
problem-already-sent = This form was sent before, with something else in it, and that was done. Look at the stock before you send this too.
