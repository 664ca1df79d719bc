# What the safety checks say before signing: what, why and what to do, for each finding.

alerts-title = Before signing
alerts-none = Every check ran and nothing is in the way.
severity-stop = STOP
severity-warning = Warning
severity-notice = Worth knowing
alert-what-to-do = What to do:
alert-source = Source: { $source }
alert-repeated = The prescriber decided this already, less than 12 hours before
override-reason = Why it is right nevertheless
override-needed = I have weighed this: the patient needs it. The decision will be reviewed.
check = Check
alerts-at-signing = What was said at signing
overridden-by = Reason of the prescriber: { $reason }

problem-error-prone-abbreviation = “{ $found }” is misread too easily. Write { $instead }.
problem-override-reason-missing = Write why it is right nevertheless, or change the prescription.
problem-override-not-confirmed = This is a hard stop: confirm that the patient needs it, or change the prescription.
problem-override-reason-too-long = The reason has more than { $most } characters.

alert-allergy-substance-what = { $medication }: an allergy to { $allergy } is recorded
alert-allergy-substance-why = It is the recorded substance itself.
alert-allergy-substance-do = Choose another medication. If the record is wrong, correct it first.
alert-allergy-side-chain-what = { $medication }: cross-reacts with the recorded allergy to { $allergy }
alert-allergy-side-chain-why = Both have the same R1 side chain.
alert-allergy-side-chain-do = Choose a beta-lactam with another side chain, or another class.
alert-allergy-class-what = { $medication }: an allergy to { $allergy } is recorded
alert-allergy-class-why = It belongs to { $class }: { $note }.
alert-allergy-class-do = Choose another class. If the record is wrong, correct it first.
alert-allergy-cross-class-what = { $medication }: may cross-react with the recorded allergy to { $allergy }
alert-allergy-cross-class-why = It belongs to { $class }: { $note }.
alert-allergy-cross-class-do = Ask how severe the reaction was; prefer another class after a severe one, and watch the first dose.
alert-allergy-unknown-what = The allergy to { $allergy } was NOT checked
alert-allergy-unknown-why = The program does not know which medicines this text means.
alert-allergy-unknown-do = Check each medication against it yourself, and record it by the substance's or class's name if it is one.
alert-allergies-not-obtainable-what = Allergies were NOT checked
alert-allergies-not-obtainable-why = They are recorded as not obtainable.
alert-allergies-not-obtainable-do = Ask again: relatives, earlier records. Watch the first doses.
alert-contraindicated-what = { $a } with { $b }: contraindicated
alert-contraindicated-why = { $effect }.
alert-contraindicated-do = { $advised ->
    [0] Choose another medication or suspend the other one.
   *[other] { $advice }
} For an exception, write why: the pharmacy sees the reason on the prescription.
alert-not-recommended-what = { $a } with { $b }: not recommended
alert-not-recommended-why = { $effect }.
alert-not-recommended-do = { $advised ->
    [0] Prefer an alternative; if both are needed, write why and how the patient will be watched.
   *[other] { $advice }
}
alert-together-what = { $a } with { $b }
alert-together-why = { $effect }.
alert-together-do = { $advised ->
    [0] See that both are meant.
   *[other] { $advice }
}
alert-not-recommended-conditionally-what = { $a } with { $b }: not recommended under some conditions
alert-not-recommended-conditionally-why = { $effect }.
alert-not-recommended-conditionally-do = See whether the condition applies to this patient.
alert-wash-out-what = { $a } too soon after { $b }
alert-wash-out-why = { $effect }. { $b } ended { $days ->
    [0] today
    [one] yesterday
   *[other] { $days } days ago
}.
alert-wash-out-do = Wait, or choose another medication. For an exception, write why: the pharmacy sees the reason on the prescription.
alert-no-interaction-lists-what = Interactions were NOT checked
alert-no-interaction-lists-why = No list of interactions has been imported in this hospital.
alert-no-interaction-lists-do = Check them yourself or ask the pharmacy.
alert-same-substance-same-route-what = { $medication }: the same substance by the same route as { $other }
alert-same-substance-same-route-why = Both would be given.
alert-same-substance-same-route-do = Suspend or remove one of them; if both are meant, write why.
alert-same-substance-what = { $medication }: the same substance as { $other }, by another route
alert-same-substance-why = Both would be given.
alert-same-substance-do = See that both are meant.
alert-same-group-what = { $medication } and { $other } are of the same group
alert-same-group-why = They have the same ATC group.
alert-same-group-do = See that both are meant.
alert-route-unusual-what = { $medication } is not given by the route { $route } here
alert-route-unusual-why = The hospital gives it by { $usual }.
alert-route-unusual-do = Choose one of these routes. If this one is needed nevertheless, write why.
alert-allergy-partly-unknown-what = The allergy “{ $allergy }” was checked, but for: { $words }
alert-allergy-partly-unknown-why = These words name no substance, brand or class that is known here.
alert-allergy-partly-unknown-do = Check this medication against them yourself, or have each allergen recorded in a row of its own.
alert-small-part-of-pack-what = { $medication }: { $dose } is 1/{ $of } of one unit of “{ $pack }”
alert-small-part-of-pack-why = That is less than can be taken out of it.
alert-small-part-of-pack-do = Check the number and its unit.
alert-many-packs-what = { $medication }: { $dose } is { $units } units of “{ $pack }”
alert-many-packs-why = More units than one dose has as a rule.
alert-many-packs-do = Check the number and its unit, or choose another strength.
alert-not-divisible-what = { $medication }: { $dose } is { $units } of “{ $pack }”, which cannot be divided so
alert-not-divisible-why = A tablet is divided into quarters at most; a capsule and what releases slowly not at all.
alert-not-divisible-do = Choose a dose or a strength that comes to whole units, or another form.
alert-too-little-to-measure-what = { $medication }: { $dose } is { $ml } mL, too little to be measured
alert-too-little-to-measure-why = A syringe measures 0.05 mL at least.
alert-too-little-to-measure-do = Check the number and its unit, or have it diluted.
alert-medicine-in-note-what = The note of { $medication } names another medicine: { $names }
alert-medicine-in-note-why = What stands in a note is neither checked nor supplied.
alert-medicine-in-note-do = Prescribe it as an item of its own. If nothing is to be given by the note, write so.
alert-above-single-maximum-what = { $medications }: { $found } is above the single maximum of { $maximum }
alert-above-single-maximum-why = A dose is { $limit } at most.
alert-above-single-maximum-do = Check the number and the unit. Reduce the dose.
alert-above-hourly-maximum-what = { $medications }: { $found } in an hour is above the maximum rate of { $maximum } in an hour
alert-above-hourly-maximum-why = An hour is { $limit } at most.
alert-above-hourly-maximum-do = Check the rate, its unit and the concentration. Reduce the rate.
alert-above-adult-maximum-what = { $medication }: { $dose } is above an adult's maximum of { $maximum }
alert-above-adult-maximum-why = The hospital has no maximum for this age, and an adult may have { $maximum } at most.
alert-above-adult-maximum-do = Check the weight and the dose per kg.
alert-above-daily-maximum-what = { $medications }: { $found } in 24 hours is above the daily maximum of { $maximum }
alert-above-daily-maximum-why = A day is { $limit } at most. Every item with this substance counts, by every route, also what is being given already.
alert-above-daily-maximum-do = Reduce the dose or the frequency, or suspend one of the items.
alert-maximum-not-comparable-what = Maximum dose NOT checked: { $medications }
alert-maximum-not-comparable-why = The unit of the dose cannot be compared with the unit of the maximum.
alert-maximum-not-comparable-do = Check the dose yourself, or prescribe it in the unit of the strength.
alert-maximum-needs-weight-what = Maximum dose NOT checked: { $medications }
alert-maximum-needs-weight-why = The maximum depends on the weight, and there is none that is recent enough.
alert-maximum-needs-weight-do = Record the weight, or check the dose yourself.
alert-no-maximum-what = Maximum dose NOT checked: { $medications }
alert-no-maximum-why = The hospital has recorded no maximum for it.
alert-no-maximum-do = Check the dose yourself.
alert-specialty-may-not-what = { $medication } is left to other specialties
alert-specialty-may-not-why = In this hospital it needs { $allowed }; your registration says { $own }.
alert-specialty-may-not-do = { $known ->
    [0] Ask somebody of these specialties; nobody of them is registered here.
   *[other] Ask { $colleagues }.
} In an emergency that cannot wait, write why.
alert-stewardship-released-what = { $medication } is a restricted antimicrobial, released until { $at }
alert-stewardship-released-why = Without an approval by stewardship it is released until { $at }.
alert-stewardship-released-do = Sign if it is needed: signing asks for the approval. Collect cultures first where that delays nothing.
alert-stewardship-approved-what = { $medication }: approved by stewardship until { $at }
alert-stewardship-approved-why = The approval lasts until { $at }.
alert-stewardship-approved-do = Review it before then.
alert-stewardship-ended-what = { $medication }: its release has ended without an approval
alert-stewardship-ended-why = It was released until { $at }, and stewardship has not decided.
alert-stewardship-ended-do = Ask stewardship to decide, or de-escalate. If it cannot wait, write why.
alert-stewardship-expired-what = { $medication }: its approval has expired
alert-stewardship-expired-why = Stewardship approved it until { $at }.
alert-stewardship-expired-do = End or de-escalate the therapy. If it must go on, write why: stewardship is asked again.
alert-stewardship-refused-what = { $medication }: refused by stewardship
alert-stewardship-refused-why = Proposed instead: { $proposal }
alert-stewardship-refused-do = Follow the proposal, or talk to stewardship. If it must be given, write why: stewardship is asked again.
alert-doses-too-close-what = { $medication }: { $earlier } and { $later } are less than half the interval of { $hours } h apart
alert-doses-too-close-why = Doses every { $hours } h are meant to lie about that far apart: two so close act together, and the next is late.
alert-doses-too-close-do = Move the times apart. If they must be so close, write why.
alert-protocol-day-signed-what = { $medication }: protocol { $protocol }, cycle { $cycle }, day { $day } was signed in this stay already
alert-protocol-day-signed-why = The same day of a cycle is given once: twice is the dose of two days.
alert-protocol-day-signed-do = Check cycle and day. If it must be given again, write why.
alert-supply-too-short-what = { $medication }: what goes home lasts { $lasts } days of { $course }
alert-supply-too-short-why = Taken as written, it runs out before the course ends.
alert-supply-too-short-do = Supply more, or shorten the course. If the rest comes from elsewhere, write from where.
alert-supply-too-long-what = { $medication }: what goes home lasts { $lasts } days of { $course }
alert-supply-too-long-why = What is left over stays at home, where it is taken without a prescription, or by somebody else.
alert-supply-too-long-do = Supply less, or check the days. If so much is needed, write why.
