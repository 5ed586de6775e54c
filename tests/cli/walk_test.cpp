// docs/small-county.md, as two people and a third would follow it: each of its commands is run, in
// its order, and prints what the page shows.
#include "tests/cli/run_program.h"

#include <gtest/gtest.h>

namespace recanvass::cli_test {
namespace {

Ended check_page(const std::string& page) {
  return run_program("/usr/bin/env", {"python3", "tools/readme", "--check", "--page", page,
                                      "--program", RECANVASS_PROGRAM});
}

TEST(CliWalk, ASmallCountysRecountGoesAsItsPageSays) {
  if (run_program("/usr/bin/env", {"python3", "--version"}).exit_code != 0) {
    GTEST_SKIP() << "missing python3";
  }
  const Ended checked = check_page("docs/small-county.md");
  EXPECT_EQ(checked.exit_code, 0) << checked.out << checked.err;
}

}  // namespace
}  // namespace recanvass::cli_test
