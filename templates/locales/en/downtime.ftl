# Working on paper while the server is down, and typing it in afterwards.

downtime-form = Downtime form
downtime-number = Form no. { $n }
downtime-hint = Write one thing a row. Each sheet is used once: a copy, or the same file printed again, has the same codes, and a row is typed in once. Afterwards type the rows in at “Back-entry”.
downtime-allergies-first = Known allergies: see this patient's first page
downtime-code = Code of the row
downtime-what = What was done
downtime-when = Day and time
downtime-by = By whom (name, registration)
downtime-signature = Signature
downtime-given = given
downtime-not-given = not given, because:
downtime-anything = Anything else: given, supplied from the ward's or the emergency stock, stopped, ordered
downtime-somebody = Somebody who is not on this form
downtime-blanks = Name: ________________________________ Born: ____/____/________ Record: ______________ Bed: ________ Allergies: ______________________________________________________________________
downtime-somebody-hint = Afterwards: admit the patient with the time of arrival, print this form anew, and type these rows in with the codes of the new form's empty rows.
valid-until-short = valid until { $at }

back-entry = Back-entry
nav-back-entry = Back-entry
back-entry-back = Back to what waits
back-entry-hint = Type in what was done on paper while the server was down, one row after the other. Hold the patient on the screen against the paper each time.
paper-code = Code of the row
paper-code-hint = Scan it, or type its digits; spaces do not matter. Enter opens the row.
paper-open-row = Open
paper-row-n = Row { $code }
paper-form-made = form of { $at }
paper-discharged = discharged { $at }
paper-act = What was done
paper-act-given = Given
paper-act-not_given = Not given
paper-act-supplied = Supplied from the ward's or the emergency stock
paper-act-stopped = Stopped on paper
paper-act-ordered = Ordered on paper
paper-act-nothing = Nothing: entered by mistake
paper-reason = Why not
not-given-refused = refused by the patient
not-given-fasting = fasting
not-given-away = not on the ward
not-given-vomited = vomited
not-given-no_access = no access for it
not-given-not_there = medication not there
not-given-held = held for the patient's condition
not-given-other = other reason, in the note
paper-line = Which prescribed line?
paper-no-line = None of these
paper-date = Day
paper-time = Time (24 h)
paper-who = Who did it: username or registration
paper-name = Or the name, of somebody without a log-in
paper-described = Medication, dose and route as written, where no line says it
paper-note = Note
paper-hint = For the same person as in the row that you typed before, type = in the field of who did it. What was done, when and by whom is kept as the paper says it, with your name and the present time beside it.
paper-confirm = The day and time are right: this is what the paper says
paper-kept = Kept.
paper-done = done { $at } by { $by }
paper-typed = typed in { $at } by { $by }
paper-typed-short = typed in
paper-typed-by = typed in by
paper-correct = Correct
paper-corrects = This replaces, and keeps beside it:
paper-corrected = corrected later
paper-taken-title = This row was typed in already
paper-taken-body = Each row is typed in once. If your paper has something else in this row, it is a copy of the sheet, or the entry is wrong. If it is wrong, correct it; if it is a copy, print a new form for the ward and use the code of an empty row of this patient.
paper-taken-kept = Nothing was kept of what you typed, which stands below. Each row is typed in once.
event-enter_from_paper = on paper:
event-follow_up_paper = said that what was written on paper has been done properly

paper-waits = Not yet done properly
paper-waits-none = Nothing that was stopped, ordered or supplied on paper waits.
paper-waits-n = { $n ->
    [one] One entry from paper waits
   *[other] { $n } entries from paper wait
}
paper-waits-cut = Only the oldest are shown; there are more.
paper-waits-link = { $n ->
    [one] One thing stopped, ordered or supplied on paper is not yet done properly
   *[other] { $n } things stopped, ordered or supplied on paper are not yet done properly
}
paper-next = What is to be done
paper-stopped-next = Typing it in stopped nothing: the line is still prescribed.
paper-suspend = Suspend it in prescription { $n }
paper-find-line = Find the line
paper-tell-doctor = Tell a doctor.
paper-ordered-next = Typing it in prescribed nothing.
paper-supplied-next = The stock did not move: a pharmacist takes what was used out of it.
paper-signed-since = Signed for this patient since then:
paper-followed-up = It is done

problem-paper-code-missing = Scan or type the code of the row.
problem-paper-code-not-digits = The code has digits only. If it was scanned, this is another code, or the scanner is set to another keyboard: type the digits below the bars.
problem-paper-code-length = The code has { $digits } digits as typed: some are missing or too many. Compare it with the paper.
problem-paper-code-check-digits = The check digits do not fit: a digit is wrong, or two are swapped. Compare it with the paper.
problem-paper-code-of-nothing = The code is well written, but there is no patient or line for it in this hospital. Compare it with the paper.
problem-paper-act-missing = Say what was done.
problem-paper-line-missing = Say which line it is about, or none of them.
problem-paper-line-unknown = This is not a line of this patient that was open then.
problem-paper-description-missing = Write the medication, dose and route as they stand on the paper.
problem-paper-reason-missing = Say why it was not given.
problem-paper-reason-unexplained = Write the other reason into the note.
problem-paper-date-unreadable = Write the day like this: 2026-11-25.
problem-paper-time-missing = Write the time at which it was done.
problem-paper-time-unreadable = Write the time like this: 03:10.
problem-paper-in-the-future = This time is yet to come. Check the day.
problem-paper-before-admission = The patient was admitted only at { $at }.
problem-paper-who-missing = Say who did it.
problem-paper-who-twice = Give a log-in or a name, not both.
problem-paper-nobody-before = You typed no row before: say who did it.
problem-paper-who-unknown = Nobody here has this username, registration or name. For somebody without a log-in use the other field.
problem-paper-who-among = Which of these? Type what stands after the name. { $candidates }
problem-paper-who-not-clinical = This log-in is not one of a doctor, nurse or pharmacist.
problem-paper-name-too-short = Write the name as it stands on the paper.
problem-paper-long-ago = { $at } is more than 72 hours ago.
problem-paper-before-form = { $at } is before the form was made ({ $made }).
problem-paper-after-form = { $at } is more than 12 hours after the form was made ({ $made }).
problem-paper-after-discharge = { $at } is after the patient was discharged ({ $discharged }).

pack = Downtime pack
pack-age-hint = Compare this with a clock: what was prescribed, changed or stopped after this moment is not in here. Ask.
pack-patients = Patients
pack-form-n = { $n ->
    [1] Form
   *[other] More rows
}
pack-pdf-of = as of { $at }
pack-pdf-old = older than the page: the ward has changed since
pack-all-wards = All wards
pack-how = How to use it
pack-how-age = Look at the moment above. Where there are several disks, take the newest.
pack-how-report = Print the report of your ward, or read it on the screen: it is what is prescribed, as of that moment.
pack-how-form = Print the form once and write each dose, each stop and each order into a row of its own. For more rows print “More rows”: the same file printed twice has the same codes.
pack-how-after = When the server is back, type the rows in at “Back-entry”, each by its code.
pack-how-privacy = These are patients' data: lock the disk away, and shred what is not filed.
pack-state = Downtime pack
pack-state-off = The downtime pack is switched off: nothing is written for a downtime.
pack-state-stale = The downtime pack is too old: a ward without a server would not see what was prescribed, changed or stopped since.
pack-state-none = No downtime pack has been written yet.
pack-state-fresh = As of { $at }, in { $folder }
pack-state-failing = The last one could not be written: { $why }
