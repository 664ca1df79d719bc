# The register of controlled substances and its balance.

controlled-register = Controlled register
register-intro = Each unit that came in or left, of each medication under control. Lines are numbered and never changed.
register-title = Register book
register-law = Portaria SVS/MS 344/1998
register-balance = Balance of controlled substances
registers = { $n ->
    [one] 1 medication under control
   *[other] { $n } medications under control
}
register-list = List
register-lines = Lines
register-held = Held
register-of-list = list { $list }
register-in-units = counted in: { $unit }
register-number = No., date
register-history = History
register-in = In
register-out = Out
register-lost = Loss
register-balance-column = Balance
register-responsible = Responsible
register-opening = Opening balance
register-closing = Closing balance
register-no-lines = No movement in this month.
register-reverses = Takes back line { $n }
register-reversed-by = Taken back by line { $n }
register-signature = Responsible pharmacist
register-period = Period
register-substance = Substance and presentation
register-presentation = Presentation
register-unit = Unit
register-csv = Export as CSV
period-quarter = Quarter { $n } of { $year }
show = Show
reverse-line = Take back line
reverse-line-hint = A line is never changed. Taking it back writes a new line of the opposite, which names it.
line-not-reversed = Not taken back yet. Put this right:
problem-reversal-reason-missing = Write why the line is taken back.
problem-already-reversed = Somebody took this line back already, by line { $by }.
problem-nothing-to-take-back = What this line brought in is not there any more: { $there } left at its place.
