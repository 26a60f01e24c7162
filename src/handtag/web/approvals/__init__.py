"""Pages of approvals: ask, decide one or several, what others prescribe at our cost, rules and delegations."""
