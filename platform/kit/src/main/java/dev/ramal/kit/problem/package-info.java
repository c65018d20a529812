/** Answers that say what is wrong and what to do, with a stable code. */
package dev.ramal.kit.problem;
