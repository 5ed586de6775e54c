#include "report/petition_sheets.h"

#include "report/paper_sample_test.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

TEST(PetitionSheets, APetitionHasItsNumberItsDecisionAndItsFee) {
  const std::string html = petition_sheets(sample::petitions("Canton 1"), {}).html;
  for (const char* part :
       {"<h2>Petition 0E615RMD-1</h2>", "<dt>District</dt><dd>Canton 1</dd>",
        "<dt>Filed</dt><dd>1 December 2016, 23:59</dd>", "<dt>Decision</dt><dd>accepted</dd>",
        "<dt>Fee</dt><dd>$50</dd>", "there is no paper to examine"}) {
    EXPECT_TRUE(sample::holds(html, part)) << part;
  }
}

TEST(PetitionSheets, WhatIsNotRefusedForWantOfPaperDoesNotSaySo) {
  PetitionSheets sheets = sample::petitions("Canton 1");
  sheets.petitions[0].has_no_paper = false;
  sheets.petitions[0].fee.reset();
  sheets.petitions[0].verdict = "refused";
  const std::string html =
      petition_sheets(sheets, {Language::Spanish, PaperSize::Letter, PrintSize::Normal}).html;
  EXPECT_FALSE(sample::holds(html, "no hay papel"));
  EXPECT_TRUE(sample::holds(html, "<dt>Decisión</dt><dd>rechazada</dd>"));
  EXPECT_TRUE(sample::holds(html, "<dd>—</dd>"));
}

}  // namespace
}  // namespace recanvass::report
