/** What a telephone number or address is, in the words of tariffs. */
package dev.ramal.calls.numbers;
