#include "report/remarks.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

TEST(Remarks, EachIsALineAndNoneIsNoSection) {
  EXPECT_EQ(remarks_text({}, {80, false}), "");
  EXPECT_EQ(remarks_text({"r.csv is not UTF-8; read as Windows-1252", "second"}, {80, false}),
            "\nRemarks on the package\n- r.csv is not UTF-8; read as Windows-1252\n- second\n");
}

TEST(Remarks, TheEleventhIsCountedAndNotSaid) {
  const std::vector<std::string> ten(10, "odd");
  EXPECT_EQ(remarks_text(ten, {80, false}).find("more"), std::string::npos);
  std::vector<std::string> twelve = ten;
  twelve.emplace_back("eleventh");
  twelve.emplace_back("twelfth");
  const std::string text = remarks_text(twelve, {80, false});
  EXPECT_NE(text.find("- 2 more: --json has them all\n"), std::string::npos);
  EXPECT_EQ(text.find("eleventh"), std::string::npos);
}

TEST(Remarks, ANameCannotSteerTheTerminal) {
  EXPECT_EQ(remarks_text({"\x1b[2J"}, {80, false}).find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace recanvass::report
