/** Whether somebody waits for this process: what can wait leaves it the processors. */
package dev.ramal.kit.foreground;
