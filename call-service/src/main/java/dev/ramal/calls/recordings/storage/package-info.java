/** Where files of recordings lie: a folder or a store that speaks S3, and a spool on the way. */
package dev.ramal.calls.recordings.storage;
