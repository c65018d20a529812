/** Where calls and their facts are kept. Only this package knows the tables of a call. */
package dev.ramal.calls.store;
