#include "results/page/page_frame.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "results/page/page_assets.h"
#include "results/page/page_style.h"
#include "tests/results/page/html_reader.h"

namespace attune {
namespace {

using ::testing::HasSubstr;
using testing::HtmlReader;
using ::testing::Not;

std::string between(const std::string& text, const std::string& from, const std::string& to) {
  const std::size_t start = text.find(from) + from.size();
  return text.substr(start, text.find(to, start) - start);
}

TEST(PageFrame, WritesDigestsAsPoliciesDo) {
  EXPECT_EQ(policy_digest(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
  EXPECT_EQ(policy_digest("abc"), "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
}

TEST(PageFrame, ThePolicyAllowsItsOwnStyleAndScriptByTheirVeryBytes) {
  const std::string page = framed({.title = "x", .script = true});
  const std::string policy = between(page, "Security-Policy\" content=\"", "\"");
  EXPECT_THAT(policy, HasSubstr("default-src 'none';"));
  EXPECT_THAT(policy,
              HasSubstr("style-src '" + policy_digest(between(page, "<style>", "</style>"))));
  EXPECT_THAT(policy,
              HasSubstr("script-src '" + policy_digest(between(page, "<script>", "</script>"))));
  EXPECT_THAT(policy, Not(HasSubstr("unsafe")));
}

TEST(PageFrame, APageWithoutAScriptAllowsNoneAndNoFrame) {
  const std::string page = framed({.title = "x"});
  EXPECT_THAT(page, Not(HasSubstr("script-src")));
  EXPECT_THAT(page, Not(HasSubstr("frame-src")));
  EXPECT_THAT(page, Not(HasSubstr("<script")));
}

TEST(PageFrame, ATitleIsTextWhateverItHolds) {
  const std::string page =
      framed({.title = "</title><script>\n\xE2\x80\xAE", .body = "<p>x</p>\n"});
  EXPECT_THAT(page, HasSubstr("<title>&lt;/title&gt;&lt;script&gt; ⟦U+202E⟧</title>"));
  EXPECT_EQ(HtmlReader(page).fault(), "");
}

TEST(PageFrame, NeitherStyleNorScriptCanEndTheirElement) {
  EXPECT_EQ(page_style().find("</"), std::string::npos);
  EXPECT_EQ(report_js().find("</"), std::string_view::npos);
  EXPECT_EQ(report_js().find("<!--"), std::string_view::npos);
}

TEST(PageFrame, NothingComesFromElsewhere) {
  const std::string page = framed({.title = "x", .script = true});
  for (const char* way : {"http:", "https:", "url(", "@import", "src=\"", "innerHTML", "fetch("})
    EXPECT_THAT(page, Not(HasSubstr(way)));
}

TEST(PageFrame, PaperIsLightWhateverTheScreenWas) {
  EXPECT_THAT(page_style(), HasSubstr("@media print{:root:root:root{color-scheme:light;"));
}

}  // namespace
}  // namespace attune
