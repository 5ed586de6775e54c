#include "workflow/attachment.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

base::Json stored_file() {
  return {{"sha256", std::string(64, 'a')}, {"bytes", 12}, {"name", "seal.jpg"}};
}

TEST(Attachment, IsExactlyHashSizeAndName) {
  EXPECT_TRUE(is_attachment(stored_file()));
  for (const auto& [name, value] :
       {std::pair<const char*, base::Json>{"sha256", std::string(64, 'A')},
        {"sha256", std::string(63, 'a')},
        {"bytes", -1},
        {"bytes", "12"},
        {"name", ""},
        {"name", "a\nb"},
        {"name", "../a"},
        {"name", ".."},
        {"bytes", 1.5},
        {"more", 1}}) {
    base::Json other = stored_file();
    other[name] = value;
    EXPECT_FALSE(is_attachment(other)) << other.dump();
  }
}

TEST(Attachment, IsFoundAtAnyDepthOfABody) {
  const base::Json body = {{"exhibits", {stored_file(), {{"photo", stored_file()}}}},
                           {"words", "none"}};
  EXPECT_EQ(attached_files(body).size(), 2U);
  EXPECT_EQ(base::hex(attached_files(body)[0]), std::string(64, 'a'));
}

TEST(Attachment, AFileToAttachHasAPathAndPerhapsAName) {
  EXPECT_TRUE(is_file_to_attach({{"path", "a.pdf"}}));
  EXPECT_TRUE(is_file_to_attach({{"path", "a.pdf"}, {"name", "Affidavit"}}));
  EXPECT_FALSE(is_file_to_attach({{"path", "a.pdf"}, {"what", "x"}}));
  EXPECT_FALSE(is_file_to_attach({{"path", 1}}));
  base::Json body = {{"exhibits", {{{"path", "a.pdf"}}, {{"path", "b.pdf"}}}}, {"path", "text"}};
  EXPECT_EQ(files_to_attach(body).size(), 2U);
}

}  // namespace
}  // namespace recanvass::workflow
