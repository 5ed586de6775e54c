#include "report/retrieval_list.h"

#include "report/paper_sample_test.h"
#include "report/qr.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

TEST(RetrievalList, EachContainerBeginsAPageWithRoomForTheSeals) {
  const std::string html = retrieval_list(sample::retrieval("C-1"), {}).html;
  EXPECT_TRUE(sample::holds(html, "<h2>Container C-1</h2>"));
  EXPECT_TRUE(sample::holds(html, "<div class=\"new-page\"></div>"));
  EXPECT_TRUE(
      sample::holds(html, "<dt>New seal when closed</dt><dd><span class=\"line\"></span></dd>"));
  EXPECT_TRUE(sample::holds(html, "<td class=\"write\"></td><td class=\"write\"></td></tr>"));
}

TEST(RetrievalList, TheTableHasARowABatch) {
  EXPECT_EQ(retrieval_list(sample::retrieval("C-1"), {}).tables[0].rows[2],
            (std::vector<std::string>{"C-2", "Dane", "B-003", "W3"}));
}

TEST(ContainerTags, OneForEachContainerAndEachBatchFourAPage) {
  const PaperDocument document = container_tags(sample::retrieval("C-1"), {});
  std::size_t pages = 0;
  std::size_t tags = 0;
  for (std::size_t at = document.html.find("<section class=\"sheet tags\">");
       at != std::string::npos; at = document.html.find("<section class=\"sheet tags\">", at + 1)) {
    ++pages;
  }
  for (std::size_t at = document.html.find("<article"); at != std::string::npos;
       at = document.html.find("<article", at + 1)) {
    ++tags;
  }
  EXPECT_EQ(tags, 5U);
  EXPECT_EQ(pages, 2U);
  EXPECT_EQ(document.tables[0].rows.size(), 5U);
  EXPECT_TRUE(sample::holds(document.html, qr_svg("B-001", "qr-2", "B-001")));
}

}  // namespace
}  // namespace recanvass::report
