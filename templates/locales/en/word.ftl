# What the pharmacy says about a line: a question, or why it is refused.
say-query = Ask the prescriber
say-hint-query = The line waits until a doctor answers. The prescriber sees the question on the start page.
say-about-query = What is it about?
say-text-query = Question (200 characters at most)
word-query = Question
said-nothing-query = Not asked yet. Put this right:
nothing-to-query = Nothing can be asked about this line where it stands now.
say-refuse = Refuse
say-hint-refuse = The item is closed and nothing of it is supplied. The prescriber sees the refusal on the start page and on the prescription.
say-about-refuse = What the refusal is about
say-text-refuse = Reason
word-refuse = Reason
said-nothing-refuse = Nothing has been refused yet. Please put right:
nothing-to-refuse = This item cannot be refused where it stands now.
