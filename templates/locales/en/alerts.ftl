# What the safety checks say before signing: what, why and what to do, for each finding.

alerts-title = Before signing
alerts-none = Every check ran and nothing is in the way.
severity-stop = STOP
severity-warning = Warning
severity-notice = Worth knowing
alert-what-to-do = What to do:
alert-source = Source: { $source }
alert-repeated = The prescriber decided this already during this stay
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
alert-contraindicated-do = Choose another medication or suspend the other one. The pharmacy must agree with an exception.
alert-not-recommended-what = { $a } with { $b }: not recommended
alert-not-recommended-why = { $effect }.
alert-not-recommended-do = Prefer an alternative; if both are needed, write why and how the patient will be watched.
alert-not-recommended-conditionally-what = { $a } with { $b }: not recommended under some conditions
alert-not-recommended-conditionally-why = { $effect }.
alert-not-recommended-conditionally-do = See whether the condition applies to this patient.
alert-wash-out-what = { $a } too soon after { $b }
alert-wash-out-why = { $effect }. { $b } ended { $days ->
    [0] today
    [one] yesterday
   *[other] { $days } days ago
}.
alert-wash-out-do = Wait, or choose another medication. The pharmacy must agree with an exception.
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
alert-above-single-maximum-what = { $medication }: { $dose } is above the single maximum of { $maximum }
alert-above-single-maximum-why = The hospital allows { $maximum } a dose.
alert-above-single-maximum-do = Reduce the dose.
alert-above-adult-maximum-what = { $medication }: { $dose } is above an adult's maximum of { $maximum }
alert-above-adult-maximum-why = The hospital has no maximum for this age, and an adult may have { $maximum } at most.
alert-above-adult-maximum-do = Check the weight and the dose per kg.
alert-above-daily-maximum-what = { $medications }: { $total } in 24 hours is above the daily maximum of { $maximum }
alert-above-daily-maximum-why = Every item with this substance counts, also what is being given already.
alert-above-daily-maximum-do = Reduce the dose or the frequency, or suspend one of the items.
alert-maximum-not-comparable-what = Maximum dose NOT checked: { $medications }
alert-maximum-not-comparable-why = The unit of the dose cannot be compared with the unit of the maximum.
alert-maximum-not-comparable-do = Check the dose yourself, or prescribe it in the unit of the strength.
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
