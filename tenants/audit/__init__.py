"""Who changed what in a shop, from where, with the values before and after.

Every write of a back-office request is seen by the database connection (`watching.Recorder`), so a screen need not do
anything to be on the trail. `services.record` notes what is no change of a row: a sign-in, an export. What is left out
and why is in `scope`. Entries are committed with the change they tell of and never changed.
"""
