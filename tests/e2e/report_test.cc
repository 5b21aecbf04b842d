#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/results/page/html_reader.h"
#include "tests/support/command.h"

namespace attune::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// A small study of the stub in a store of its own.
class ReportCommandTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new TempFolder();
    const Outputs run =
        attune({"run", "--pack", "roleplay", "--subject", "stub/skill-80", "--subject",
                "stub/skill-40", "--judge", "stub/judge", "--limit", "6", "--db", db()});
    ASSERT_EQ(run.code, 0) << run.err;
  }

  static void TearDownTestSuite() { delete folder_; }

  static std::string db() { return folder_->at("x.db"); }

  Outputs report(const std::string& page, std::vector<std::string> more = {}) {
    std::vector<std::string> arguments = {"report", "--out", page, "--db", db()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return attune(arguments);
  }

  static TempFolder* folder_;
};

TempFolder* ReportCommandTest::folder_ = nullptr;

TEST_F(ReportCommandTest, WritesOnePageAndSaysHowLargeItIs) {
  const std::string page = folder_->at("one.html");
  const Outputs made = report(page, {"--title", "Our <models>"});
  ASSERT_EQ(made.code, 0) << made.err;
  EXPECT_EQ(made.out, "");
  EXPECT_THAT(made.err, HasSubstr("one.html: "));
  const std::string html = file_text(page);
  EXPECT_EQ(HtmlReader(html).fault(), "");
  EXPECT_THAT(html, HasSubstr("<title>Our &lt;models&gt;</title>"));
  EXPECT_THAT(html, HasSubstr("stub/skill-80"));
  EXPECT_THAT(html, HasSubstr("id=\"t1-12\""));
  EXPECT_FALSE(std::filesystem::exists(folder_->at("one_files")));
}

TEST_F(ReportCommandTest, TheSameFactsGiveTheSameBytes) {
  ASSERT_EQ(report(folder_->at("a.html")).code, 0);
  ASSERT_EQ(report(folder_->at("b.html")).code, 0);
  EXPECT_EQ(file_text(folder_->at("a.html")), file_text(folder_->at("b.html")));
}

TEST_F(ReportCommandTest, WithoutTranscriptsNothingThatWasSaidIsInIt) {
  const std::string page = folder_->at("bare.html");
  ASSERT_EQ(report(page, {"--no-transcripts"}).code, 0);
  EXPECT_THAT(file_text(page), Not(HasSubstr("said to the subject")));
}

TEST_F(ReportCommandTest, RefusesAnythingThatIsNoPage) {
  const Outputs made = report(folder_->at("report.pdf"));
  EXPECT_EQ(made.code, 2);
  EXPECT_THAT(made.err, HasSubstr("name it FILE.html"));
}

TEST_F(ReportCommandTest, AnUnknownPackIsAnsweredWithTheNearestAndNothingIsWritten) {
  const Outputs made = report(folder_->at("none.html"), {"--pack", "rolepay"});
  EXPECT_EQ(made.code, 2);
  EXPECT_THAT(made.err, HasSubstr("did you mean 'roleplay'"));
  EXPECT_FALSE(std::filesystem::exists(folder_->at("none.html")));
}

}  // namespace
}  // namespace attune::testing
