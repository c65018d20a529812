/** What is written in JavaScript and judges what we made: libraries of others, run by Node. */
package dev.ramal.testkit.node;
