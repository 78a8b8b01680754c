package sleeper.statestore.dynamo.commit;

import java.util.Set;

/**
 * What came of a transaction of several items.
 *
 * @param result what came of it as a whole
 * @param refused the places of the items whose conditions are known not to have held, from 0; none
 *     unless it was refused. Others may not have held either
 */
record TransactionResult(WriteResult result, Set<Integer> refused) {

  TransactionResult {
    refused = Set.copyOf(refused);
  }
}
