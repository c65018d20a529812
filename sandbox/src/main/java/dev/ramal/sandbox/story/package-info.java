/** The demo and the crash, told step by step. */
package dev.ramal.sandbox.story;
