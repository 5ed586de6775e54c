// Three states' recount law written by hand for tests, so that they do not rest on the files of
// statutes/: Wisconsin before and after 2017 Act 120, Michigan 2013, Pennsylvania 2004.
#pragma once

#include "law/knowledge.h"

namespace recanvass::recount_test {

[[nodiscard]] law::KnowledgeBase sample_law();

}  // namespace recanvass::recount_test
