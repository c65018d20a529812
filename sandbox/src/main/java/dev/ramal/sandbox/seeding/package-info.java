/** Demo accounts, made through public APIs. */
package dev.ramal.sandbox.seeding;
