/** What is told to people who watch calls: kept for a month, pushed at the moment it commits. */
package dev.ramal.calls.live;
