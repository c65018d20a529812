/** Dead letters are told of: a line in the log, a count, an alert. */
package dev.ramal.kit.deadletters;
