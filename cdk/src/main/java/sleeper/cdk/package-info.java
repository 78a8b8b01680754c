/** The app that deploys an instance to AWS. */
@NullMarked
package sleeper.cdk;

import org.jspecify.annotations.NullMarked;
