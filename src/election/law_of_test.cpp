#include "election/election.h"

#include <gtest/gtest.h>

namespace recanvass::election {
namespace {

TEST(LawOf, ADistrictHasTheLawOfItsState) {
  struct Case {
    const char* id;
    const char* law;    // "": none stated
    const char* wanted;  // "": none known
  };
  for (const Case& row :
       {Case{"us-me-1", "", "us-me"}, Case{"us-wi", "", "us-wi"}, Case{"us-wi-dane", "", "us-wi"},
        Case{"springfield", "", ""}, Case{"springfield", "us-wi", "us-wi"}, Case{"us-west", "", ""},
        Case{"us-1", "", ""}}) {
    Jurisdiction jurisdiction;
    jurisdiction.id = {row.id};
    if (*row.law != '\0') jurisdiction.law = JurisdictionId{row.law};
    const auto law = law_of(jurisdiction);
    EXPECT_EQ(law ? law->text : "", row.wanted) << row.id;
  }
}

}  // namespace
}  // namespace recanvass::election
