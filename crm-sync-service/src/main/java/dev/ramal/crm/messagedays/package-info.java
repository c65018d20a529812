/** What is written with a person on one day, taken in, and closed into one note when it is over. */
package dev.ramal.crm.messagedays;
