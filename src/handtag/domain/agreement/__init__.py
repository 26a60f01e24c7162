"""What an agreement between principals says, as data, and the answer it gives to one set of facts.
Pure: no file, no clock, no database. Reading folders is `handtag.files`; keeping versions is `handtag.apps.agreements`."""
