# Paper: sheets of wards, their numbers, and whether they still hold.
prints = Prints
prints-newest = The newest print of each ward
prints-log = Print log, newest first
prints-none-of-ward = not printed yet
print-newest = Newest print
print-still = Still true?
print-number = No.
print-n = Print { $n }
print-check = Is it still true?
print-sheet = The sheet as printed
print-code = Code that leads to the check of print { $n }
print-current = Current: nothing has changed since this sheet was printed.
print-current-short = current
print-changed-n = { $n ->
    [one] { $n } change since
   *[other] { $n } changes since
}
print-superseded = Printed again since:
print-changes = Print the changes, to staple on
print-again = Print the ward again
print-unkept = What this print says is not kept: do not rely on it.
print-unkept-try = A new print is ready in a moment. Content is kept for two weeks.
changes-since-print-n = changes since print { $n }
changes-none = Nothing has changed.
changes-before = before
changes-moved-on = { $n ->
    [one] { $n } line has only moved on in the pharmacy:
   *[other] { $n } lines have only moved on in the pharmacy:
}
line-change-added = NEW
line-change-gone = NO LONGER HERE
line-change-changed = CHANGED
patient-change-arrived = PATIENT ARRIVED
patient-change-left = PATIENT LEFT
patient-change-changed = PATIENT'S DATA CHANGED
sheet-kind = Sheet
sheet-arrangement = Order
sheet-arrangement-bed = by bed
sheet-arrangement-time = by time
sheet-span = Hours
sheet-span-day = today and the next 24 h
sheet-span-shift = this shift
sheet-only-due = only what is due
sheet-landscape = landscape
sheet-show = Show
sheet-unnumbered = NOT A PRINT: no number, cannot be checked
sheet-infusions = Infusions
sheet-as-needed = As needed
sheet-ended = Ended in the last 24 hours: do not give
sheet-nothing = No line.
sheet-given = Given
sheet-blank = By word of mouth:
sheet-legend = Legend
sheet-legend-text = □ tick when given · ____:____ write the time · ⚠ attention · struck through: ended, do not give · “by word of mouth”: verbal order, read back, to be signed by the doctor · scan the code to see whether this sheet is still true.
try-again = Try again
admission-n = admission { $n }
no-document = no document on record
ward-floor = floor { $floor }
ward-wing = wing { $wing }
paper-signature = Signature and stamp:
paper-not-digital = On paper, valid with the prescriber's handwritten signature. The record in the system carries no qualified digital signature (ICP-Brasil) and does not replace it.
sheet-region = Sheet of paper
sheet-until = until { $at }
sheet-not-due = Not due in these hours
sheet-lapsed = Not valid any more, and not renewed: ask the prescriber
sheet-no-time = Without a time of day: as needed, infusions
no-dose-left = no dose is left before it ends
lapsed-at = NOT VALID since { $at }: ask the prescriber
line-follows = in place of { $n }
line-change-lapsed = NOT VALID ANY MORE
print-over = Its hours are over.
print-over-since = Doses after { $at } are not on this sheet.
print-over-short = its hours are over
print-unkept-short = not known: print again
prints-log-hint = A number is one content, however often it was put to paper.
sheet-bed = Bed
