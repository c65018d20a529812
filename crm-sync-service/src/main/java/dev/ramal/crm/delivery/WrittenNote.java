package dev.ramal.crm.delivery;

import dev.ramal.crm.activity.NotePlace;

/** A note that stands in the CRM. */
record WrittenNote(NotePlace place, String noteId) {}
