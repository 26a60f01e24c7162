"""Values shared by every subject: money, periods, identity numbers, codes, errors.

No rules about any subject; imports nothing of Handtag.
"""
