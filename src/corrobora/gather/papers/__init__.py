"""What comes as a file of an office or a mailbox and not as a page: PDF, DOCX, e-mail."""
