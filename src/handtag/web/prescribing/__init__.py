"""Pages of a prescription: need, choice of device with the agreement's answer, follow-up, end."""
