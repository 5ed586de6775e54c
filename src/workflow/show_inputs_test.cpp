#include "workflow/counting_fixture.h"
#include "workflow/opening_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::act;
using fixture::Causes;
using fixture::shown;

TEST(ShowInputs, AnExtraBatchIsNamedAsNotCommittedTo) {
  Operation operation = fixture::operation_ready();
  ASSERT_EQ(act(operation, "batch.extra", "super",
                {{"batch", "X1"},
                 {"unit", "W2"},
                 {"container", "C2"},
                 {"ballots", 2600},
                 {"reason", "memory card never uploaded"}}),
            Causes{});
  const base::Json seen = shown(operation, "inputs");
  EXPECT_EQ(seen["extra_batches"], base::Json({"X1"}));
  EXPECT_EQ(seen["as_published"], false);
  EXPECT_EQ(seen["witnessed"], true);
}

}  // namespace
}  // namespace recanvass::workflow
