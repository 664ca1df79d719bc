# The program's own state: what its administrator is told, and whoever comes while it ends.
stopping-come-again = Posology is being restarted. Nothing was saved. Try again in a few seconds.
warning-disk-database-scarce = The disk of the database gets full: { $free } of { $total } are free, in { $folder }. Make room on this disk, or have it enlarged; delete nothing inside the folder itself.
warning-disk-database-nearly-full = The disk of the database is nearly full: { $free } of { $total } are free, in { $folder }. Once it is full, nobody can prescribe or dispense. Make room on this disk now, but delete nothing inside the folder itself; work goes on by itself a moment later.
warning-disk-downtime-scarce = The disk of the downtime packs gets full: { $free } of { $total } are free, in { $folder }. Make room on this disk, or use another one.
warning-disk-downtime-nearly-full = The disk of the downtime packs is nearly full: { $free } of { $total } are free, in { $folder }. Once it is full, wards without a server have no new pack. Make room on this disk now, or use another one.
warning-lists = Lists lack what was done in the last { $seconds } seconds. It is saved, and everybody is told on each page. Look into the program's log for why it cannot bring lists up to date; restarting the database may help.
