#include "store/store_problem.h"

#include <gtest/gtest.h>

namespace recanvass::store {
namespace {

TEST(StoreProblemTest, EachTroubleHasItsCauseAndSaysWhatWasDoneAndWhatToDo) {
  const std::pair<Trouble, const char*> rows[] = {{Trouble::Busy, "store.busy"},
                                                  {Trouble::DiskFull, "store.disk-full"},
                                                  {Trouble::Unreachable, "store.unreachable"},
                                                  {Trouble::NoAccess, "store.no-access"},
                                                  {Trouble::Unsafe, "store.io"},
                                                  {Trouble::Damaged, "store.damaged"},
                                                  {Trouble::Other, "store.refused"},
                                                  {Trouble::Repeated, "store.refused"}};
  for (const auto& [trouble, cause] : rows) {
    const base::Problem problem = trouble_problem(trouble, "a.store", "saving entries", "words");
    EXPECT_EQ(problem.cause, cause);
    EXPECT_EQ(problem.found, "\"words\" while saving entries");
    EXPECT_EQ(problem.place.file, "a.store");
    EXPECT_FALSE(problem.mend.empty());
  }
}

TEST(StoreProblemTest, AFullDiskSaysThatNothingWasSavedAndThatReadingGoesOn) {
  const std::string sentence =
      trouble_problem(Trouble::DiskFull, "a.store", "saving entries", "full").sentence();
  EXPECT_NE(sentence.find("Nothing was saved."), std::string::npos);
  EXPECT_NE(sentence.find("can be read"), std::string::npos);
}

TEST(StoreProblemTest, ADamagedEntryAndTheBytesOfAFileAreNamed) {
  EXPECT_NE(entry_damaged_problem("a", 4711).sentence().find("entry 4711"), std::string::npos);
  EXPECT_NE(entry_missing_problem("a", 4711).sentence().find("position 4711"), std::string::npos);
  const std::string sentence = blob_damaged_problem("a", base::sha256("x"), 10, 20).sentence();
  EXPECT_NE(sentence.find(base::hex(base::sha256("x"))), std::string::npos);
  EXPECT_NE(sentence.find("bytes 10 to 20"), std::string::npos);
}

}  // namespace
}  // namespace recanvass::store
