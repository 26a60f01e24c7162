"""Approvals of prescriptions: the county's rules, requests with what happened to them, what payers were told, and who may approve."""
