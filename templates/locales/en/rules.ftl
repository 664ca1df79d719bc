# What is in the way of signing a prescription, in the prescriber's words.

list-or = or
list-nobody = no specialty

problem-doctor-not-active = Your registration is not active, so you cannot sign. Speak to the medical director.
problem-patient-not-admitted = This patient is not admitted. Only someone in a bed can be prescribed for.
problem-other-admission = This form was opened for another stay or another patient. Check the name, record number and bed above, then sign again.
problem-allergy-status-missing = Nobody has recorded whether this patient has allergies. Ask, and have it recorded before the first prescription.
problem-no-items = The prescription has no medication.
problem-too-many-items = There are more than { $most } medications. Make it two prescriptions.
problem-medication-missing = Choose the medication.
problem-medication-unknown = No medication in the formulary has this name. Check the spelling or search by the generic name.
problem-medication-ambiguous = { $count ->
    [one] Confirm in the list that this is the medication.
   *[other] { $count } medications may be meant. Choose one from the list.
}
problem-medication-not-active = { $medication } is no longer in the formulary. Choose another medication, or request it for this patient on the patient's page.
problem-specialty-may-not = { $medication } needs { $allowed } in this hospital; your registration says { $own }. Ask someone who may prescribe it.
problem-dose-missing = Enter the dose.
problem-dose-not-a-number = Write it in figures only, such as { $example }.
problem-dose-not-positive = The number must be more than zero.
problem-dose-naked-decimal = Write { $instead }: without the zero, the point is easily missed.
problem-dose-ambiguous = This can be read in two ways. Write { $large } or { $small }.
problem-unit-missing = Choose the unit of the dose.
problem-unit-unknown = This unit is not on the list.
problem-unit-not-metric = A tablet, ampoule or vial does not say how much. Enter the dose in mg, mL, units or another measure.
problem-unit-not-of-strength = { $medication } is not measured in this unit. Enter the dose in { $units }.
problem-route-missing = Choose the route.
problem-route-unknown = This route is not on the list.
problem-route-kills = { $medication } is never given by the route { $route }: it can kill. Choose another route, or another medication.
problem-route-not-for-form = { $medication } cannot be given by the route { $route }. This form allows: { $allowed }.
problem-frequency-missing = Choose the frequency.
problem-frequency-unknown = This frequency is not on the list.
problem-times-missing = Enter the time.
problem-times-wrong-number = This frequency has { $needed ->
    [one] one time
   *[other] { $needed } times
}; you entered { $given }.
problem-time-unreadable = “{ $word }” is not a time. Write 08:00 20:00.
problem-time-twice = { $time } is there twice.
problem-times-too-close = { $earlier } and { $later } are less than half the interval of { $hours } h apart.
problem-first-dose-unknown = Choose from the list when the first dose is.
problem-first-dose-of-one = A single dose has no first dose. To give it at once, choose “STAT (once, now)”.
problem-doses-not-shown = With the first dose now, the next doses are those shown below. Check them and sign again.
problem-weekday-missing = Choose the day of the week.
problem-weekday-unknown = Choose the day of the week from the list.
problem-weekday-not-weekly = Only “Weekly” has a day of the week. Change the frequency or remove the day.
problem-start-unreadable = Enter the first day as 2026-11-25 (year-month-day).
problem-start-past = The first day is over.
problem-start-too-late = The first day is { $most } days from today at the latest.
problem-start-despite-now = The dose is now: remove the first day or the dose now.
problem-methotrexate-not-weekly = Oral { $medication } outside oncology and haematology is weekly only, on a named day of the week: daily doses have killed. Choose “Weekly” and the day.
problem-methotrexate-off-its-day = Oral { $medication } is given on its day of the week only: a first dose now would be on another day.
problem-duration-missing = Enter for how many days.
problem-duration-out-of-range = The duration is 1 to { $most } days, as a whole number.
problem-note-too-long = The note has more than { $most } characters.

problem-allergy-status-unchosen = Choose what is known about allergies.
problem-allergies-missing = Write at least one allergy, or choose another answer above.
problem-allergies-despite-status = Allergies are listed below. Choose “Known allergies”, or empty their fields.
problem-allergy-substance-missing = Write what causes this reaction.
problem-allergy-taken-out = { $substances }: recorded as an allergy, and taken out here. Write why, or put it back.
problem-allergy-twice = “{ $substance }” is there twice.
problem-allergy-text-too-long = This has more than { $most } characters.
problem-too-many-allergies = There are more than { $most } allergies. Keep the ones that matter for prescribing.

problem-suspend-nothing = Choose at least one medication to suspend.
problem-reason-missing = Write why it is suspended.
problem-reason-too-long = The reason has more than { $most } characters.

problem-bed-missing = Choose the bed.
problem-arrival-unreadable = Enter the day and the time of the arrival, or leave it empty for now.
problem-arrival-in-the-future = This arrival is yet to come. Check day and time, or leave it empty for now.
problem-arrival-too-long-ago = This arrival is more than { $days } days ago. Check the day.
problem-arrival-before-birth = This arrival is before the patient's birth. Check the day.
problem-arrival-before-discharge = The patient was discharged only at { $at }: this stay begins after that.
problem-bed-unknown = This bed is not on the list.
problem-bed-taken = Bed { $bed } is taken. Choose another one.

problem-times-not-wanted = As needed and continuous infusion have no times. Leave this field empty.
problem-indication-missing = Write the indication: what it is for.
problem-indication-says-nothing = “PRN” or “as needed” does not say what for. Write the indication, such as pain or fever.
problem-indication-too-long = The indication has more than { $most } characters.
problem-interval-missing = Enter the shortest interval between two doses, in hours.
problem-interval-out-of-range = The shortest interval is 0.25 to 24 hours, with two decimal places at most.
problem-most-missing = Enter the maximum number of doses in 24 hours.
problem-most-out-of-range = The maximum in 24 hours is 1 to { $most } doses, as a whole number.
problem-most-impossible = With a shortest interval of { $interval } h, no more than { $most } doses fit 24 h. Lower the maximum or the interval.
problem-only-as-needed = This is only for the frequency “As needed”. Leave this field empty or change the frequency.
problem-preparation-missing = Say how it is given: as a bolus, ready to infuse, or in which diluent.
problem-preparation-unknown = This diluent is not on the list.
problem-preparation-not-for-form = Only injections are diluted or infused. Leave this field empty.
problem-potassium-only-diluted = Concentrated { $medication } STOPS THE HEART if given undiluted. Only intravenously, with diluent, volume and rate; never as a bolus.
problem-vinca-only-diluted = { $medication } is FATAL if given by other routes, and a syringe of it is easily mistaken. Only in a mini-bag: choose the diluent and the volume; never as a bolus.
problem-vinca-only-intravenous = { $medication } is FATAL if given by this route. Intravenous only.
problem-continuous-not-bolus = A continuous infusion is not given as a bolus. Choose the diluent, or ready to infuse.
problem-continuous-has-no-end = A continuous infusion has no time in minutes. Enter the rate.
problem-only-what-flows = This is only for what is infused. Choose the diluent, or ready to infuse, or leave this field empty.
problem-volume-missing = Enter the total volume in mL.
problem-volume-out-of-range = The volume is at most { $most } mL, with two decimal places at most.
problem-pace-missing = Enter in how many minutes, or the rate in mL/h.
problem-pace-disagrees = Time and rate do not agree: this volume in this time is { $rate } mL/h. Clear one of the two.
problem-minutes-out-of-range = The infusion time is 0.1 to 1,440 minutes, with one decimal place at most.
problem-rate-missing = Enter the rate.
problem-rate-out-of-range = The rate must come to 0.1 to 10,000 mL/h, with one decimal place at most. Check dose, volume and rate.
problem-rate-unit-missing = Choose the unit of the rate.
problem-rate-unit-only-continuous = This unit is for continuous infusions only. Here the rate is in mL/h.
problem-rate-unit-unlike-dose = This rate does not fit the unit of the dose. Give both as mass, or both as units.
problem-dose-out-of-range = The dose calculated with this weight is too small or too large. Check the dose per kg.
problem-no-weight-to-calculate = Without a recent weight the dose per kg cannot be calculated.
problem-weight-missing = This patient's weight is missing, and the dose depends on it. Record the weight before you prescribe.
problem-weight-too-old = The last weight ({ $kg } kg) is of { $at }; here it counts for { $hours } hours. Weigh again and record it before you prescribe.
problem-calculation-unseen = Check the calculation shown below. If it is right, sign again.

problem-measurement-missing = Enter the weight, the height, or both.
problem-measurement-not-a-number = Enter figures only, such as { $example }.
problem-measurement-not-positive = It must be more than zero.
problem-measurement-impossible = Nobody has a thousand or more. The weight is in kilograms and the height in centimetres.
problem-measurement-too-fine = { $decimals ->
    [one] Use one decimal place at most.
   *[other] Use { $decimals } decimal places at most.
}
problem-moment-unreadable = Enter the date and time of the measurement.
problem-moment-in-the-future = A measurement cannot be in the future.
problem-moment-before-birth = A measurement cannot be before the birth.
problem-weight-unusual = { $weight } kg is outside of what is expected ({ $least } to { $most } kg). Check the scale and the unit.
problem-weight-changed = { $weight } kg is a change of more than 20 % since the last weight on record ({ $last } kg). Check the scale and the patient.
problem-height-unusual = { $height } cm is outside of what is expected ({ $least } to { $most } cm). Check the measure and the unit.

problem-name-missing = Enter the full name, or tick that nobody knows who it is.
problem-name-of-nobody = This is not a name. If nobody knows who it is, tick so above: the patient gets a provisional identity.
problem-name-despite-unidentified = A name is written here. Empty it, or untick that nobody knows who it is.
problem-birth-missing = Enter the date of birth.
problem-birth-unreadable = This is not a date. Enter day, month and year.
problem-birth-impossible = Nobody can have been born on this date. Check the year.
problem-age-missing = Enter the approximate age in years, or the date of birth if it is known.
problem-age-out-of-range = The age is 0 to { $most } years, as a whole number.
problem-sex-missing = Choose the sex, or “not stated”.
problem-text-too-long = This has more than { $most } characters.
problem-record-number-unreadable = A record number has up to { $most } plain letters, digits, points, dashes or slashes.
problem-record-number-taken = This record number is another patient’s. Check it, or leave it empty to be given a new one.
problem-cpf-wrong = This CPF is not right: it has 11 digits, and the last two follow from the others. It may be empty.
problem-cpf-taken = This CPF belongs to a patient on record. Search for the patient by name before registering another.
problem-cns-wrong = This health card number is not right: it has 15 digits. It may be empty.
problem-cns-taken = This health card belongs to a patient on record. Search for the patient by name before registering another.
problem-already-admitted = This patient is admitted already.

problem-disposition-missing = Choose where the patient goes.
problem-disposition-unexplained = Write in the note where else the patient goes.

problem-not-reviewed = Tick that you have reviewed this item, or remove it.
problem-nothing-changed = Nothing is changed yet. Change an item, remove one or add one.
problem-first-dose-of-renewal = What is renewed goes on at its times. For a dose now, add an item.
problem-too-many-favourites = You have { $most } favourites already. Remove one first.
problem-order-set-missing = Choose what to insert.
problem-question-missing = Write what you ask.
problem-question-too-long = The question has more than { $most } characters.
problem-question-category-missing = Choose what the question is about.
problem-refusal-reason-missing = Write why it is refused.
problem-refusal-reason-too-long = The reason has more than { $most } characters.
problem-refusal-category-missing = Choose what the refusal is about.
problem-answer-missing = Write your answer.
problem-answer-too-long = The answer has more than { $most } characters.
problem-giver-missing = Choose the doctor who gave the order.
problem-giver-unknown = This doctor cannot give orders now: the registration or the log-in is not active.
problem-emergency-missing = Write which emergency it is.
problem-emergency-too-long = The emergency has more than { $most } characters.
problem-read-back-missing = Read the order back to the doctor, then confirm that you did.
problem-not-spelled-out = Choose the medication by its full name; a code alone is no verbal order.
problem-cytotoxic-by-voice = { $medication } is an antineoplastic and is never ordered by voice. The doctor must prescribe it.
problem-controlled-by-voice = { $medication } is on a controlled list and is not ordered by voice in this hospital. The doctor must prescribe it.
problem-stop-by-voice = This is a hard stop. Only the doctor in person can decide to go on; it cannot be recorded as a verbal order.
problem-already-decided = Somebody decided this already; below is what was decided.
problem-decision-missing = Choose: approve or refuse.
problem-approval-day-out-of-range = Give the last day of the approval: today, or up to { $most } days ahead.
problem-proposal-missing = A refusal must propose what to give instead.

problem-height-missing = This patient's height is missing, and the body surface depends on it. Record the height before you prescribe.
problem-height-too-old = The last height ({ $cm } cm) is of { $at }; it counts for { $days } days. Measure again and record it before you prescribe.
problem-no-surface-to-calculate = Without recent weight and height the body surface cannot be calculated.
problem-only-antineoplastic = Only antineoplastics have a protocol. Leave this field empty.
problem-protocol-missing = Enter the name of the protocol.
problem-protocol-too-long = The protocol's name has at most { $most } characters.
problem-protocol-cycle-missing = Enter which cycle this is.
problem-protocol-day-missing = Enter which day of the cycle this is.
problem-protocol-count-out-of-range = Enter a whole number from 1 to { $most }.
problem-not-registered = { $medication } may be prescribed only by doctors registered in the { $programme }, and you are not. { $known ->
    [0] Nobody in this hospital is; ask the pharmacy how to register.
   *[other] Ask { $colleagues }.
}
problem-only-programme = Only medications with registered prescribers need this. Leave this field empty.
problem-only-child-bearing = Only women of child-bearing age need this. Leave this field empty.
problem-term-not-signed = The patient signs the term before this is prescribed. Say yes once it is signed.
problem-pregnancy-test-missing = Enter the day of the negative pregnancy test.
problem-pregnancy-test-unreadable = This is not a day. Choose the day of the negative pregnancy test.
problem-pregnancy-test-in-the-future = This day is still to come. Enter the day of the last negative pregnancy test.
problem-pregnancy-test-too-old = The pregnancy test counts for { $days } days. Test again before you prescribe.
problem-contraception-missing = Confirm contraception before you prescribe.
problem-justification-missing = Say why it is needed, in at least { $least } characters.
problem-medication-in-formulary = { $medication } is in the formulary: prescribe it without a request.
problem-already-requested = This was requested for this stay already; see the list of requests.
problem-supervisor-signs = You are a resident: a doctor of your specialty writes and signs what the patient takes home.
problem-question-open = The pharmacy asks about this item. Answer it first; then renew.
problem-supervisor-cancels = You are a resident: a doctor of your specialty cancels what was signed for the patient to take home.
problem-supervisor-discharges = You are a resident: a supervisor of your specialty discharges.
problem-draft-of-former-stay = This draft was written for an earlier stay of this patient, so it cannot be signed. Discard it, and prescribe anew what is needed now.
problem-chief-first = A chief decides first; after an approval, the pharmacy says here as which row it can be had.
problem-other-than-requested = Another medication was requested and approved. Give the code or label of that one.

problem-code-without-gtin = There is no GTIN in this code. Scan the DataMatrix on the package.
problem-code-check-digit = The GTIN { $gtin } has a wrong check digit: a digit was misread. Scan again.
problem-code-unknown-field = The code cannot be read from “{ $at }” on. Scan again, or type lot and expiry.
problem-code-cut-off = The code ends within field ({ $field }). Scan again.
problem-code-missing-fnc1 = Field ({ $field }) does not end: the scanner leaves out FNC1. Type lot and expiry instead, and have the scanner set up.
problem-code-not-digits = Field ({ $field }) of the code has something else than digits. Scan again.
problem-code-no-such-day = The code's expiry “{ $text }” is no date.
problem-code-contradiction = The code says field ({ $field }) twice, and differently.
problem-other-gtin = The GTIN { $gtin } belongs to another medication.
problem-lot-missing = Give the lot.
problem-lot-unreadable = A lot has at most 20 letters, digits and signs, without spaces.
problem-expiry-missing = Give the expiry.
problem-expiry-unreadable = Write the expiry as 12/2027 or 31/12/2027.
problem-expiry-past = This expired on { $day } and cannot be received.
problem-not-as-scanned = This is not what the code says.
problem-units-missing = Give how many units.
problem-units-unreadable = Write a whole number of units, from 1 to { $most }.
problem-cost-missing = Give the cost of one unit; 0 for a donation.
problem-cost-unreadable = Write the cost of one unit as a number.
problem-supplier-missing = Give the supplier.
problem-invoice-missing = Give the invoice's number.
problem-cold-chain-unconfirmed = This must stay cold: confirm that it arrived so, or send it back.
problem-place-missing = Choose where it goes.
problem-place-unfit = Controlled substances go into the cabinet, and nothing else does.
