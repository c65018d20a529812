/** Commands out: each sent once, its outcome recorded, an unknown one resolved by asking. */
package dev.ramal.calls.dispatch;
