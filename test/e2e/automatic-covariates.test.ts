/** Find the best method with a column that is known ahead: declared in the form, read by a ridge, and told where it lacks. */
