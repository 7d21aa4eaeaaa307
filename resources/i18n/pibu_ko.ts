<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>Abstention</name>
    <message>
        <source>No face found</source>
        <translation>얼굴을 찾지 못했습니다</translation>
    </message>
    <message>
        <source>The picture is not good enough to judge</source>
        <translation>사진 상태가 좋지 않아 판정할 수 없습니다</translation>
    </message>
    <message>
        <source>Not enough visible skin to judge</source>
        <translation>보이는 피부가 부족해 판정할 수 없습니다</translation>
    </message>
    <message>
        <source>Too far away to judge</source>
        <translation>너무 멀어서 판정할 수 없습니다</translation>
    </message>
    <message>
        <source>Turned away from the camera</source>
        <translation>카메라 반대쪽을 향해 있습니다</translation>
    </message>
    <message>
        <source>Outside the picture</source>
        <translation>사진 밖에 있습니다</translation>
    </message>
    <message>
        <source>Covered</source>
        <translation>가려져 있습니다</translation>
    </message>
    <message>
        <source>The lips are open</source>
        <translation>입술이 벌어져 있습니다</translation>
    </message>
    <message>
        <source>Not shown in this picture</source>
        <translation>이 사진에는 보이지 않습니다</translation>
    </message>
</context>
<context>
    <name>Attribute</name>
    <message>
        <source>Oil</source>
        <translation>유분</translation>
    </message>
    <message>
        <source>Hydration</source>
        <translation>수분</translation>
    </message>
    <message>
        <source>Wrinkles</source>
        <translation>주름</translation>
    </message>
    <message>
        <source>Pigmentation</source>
        <translation>색소</translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation>민감도</translation>
    </message>
</context>
<context>
    <name>Cli</name>
    <message>
        <source>show this help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>language of what is printed (default: the system&apos;s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>how good a picture must be before it is graded (default: normal)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>folder of a model pack to grade with (default: Pibu&apos;s own)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{photo}  ({number} faces; the largest one is graded)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>within one grade {percent}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not validated on real photos</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>Something went wrong. You can go on; if Pibu acts strangely, start it again.</source>
        <translation>문제가 생겼습니다. 계속 사용할 수 있지만, 이상하게 동작하면 Pibu를 다시 시작해 주세요.</translation>
    </message>
    <message>
        <source>What happened is written to {path}.</source>
        <translation>자세한 내용은 {path}에 기록했습니다.</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>자세한 내용 복사</translation>
    </message>
</context>
<context>
    <name>Grade</name>
    <message>
        <source>matte</source>
        <translation>보송함</translation>
    </message>
    <message>
        <source>soft sheen</source>
        <translation>은은한 윤기</translation>
    </message>
    <message>
        <source>slightly shiny</source>
        <translation>조금 번들거림</translation>
    </message>
    <message>
        <source>shiny</source>
        <translation>번들거림</translation>
    </message>
    <message>
        <source>very shiny</source>
        <translation>매우 번들거림</translation>
    </message>
    <message>
        <source>supple</source>
        <translation>촉촉함</translation>
    </message>
    <message>
        <source>mostly supple</source>
        <translation>대체로 촉촉함</translation>
    </message>
    <message>
        <source>slightly dry</source>
        <translation>조금 건조함</translation>
    </message>
    <message>
        <source>dry</source>
        <translation>건조함</translation>
    </message>
    <message>
        <source>very dry</source>
        <translation>매우 건조함</translation>
    </message>
    <message>
        <source>smooth</source>
        <translation>매끈함</translation>
    </message>
    <message>
        <source>faint lines</source>
        <translation>희미한 주름</translation>
    </message>
    <message>
        <source>fine lines</source>
        <translation>잔주름</translation>
    </message>
    <message>
        <source>clear lines</source>
        <translation>뚜렷한 주름</translation>
    </message>
    <message>
        <source>deep lines</source>
        <translation>깊은 주름</translation>
    </message>
    <message>
        <source>even</source>
        <translation>고른 톤</translation>
    </message>
    <message>
        <source>mostly even</source>
        <translation>대체로 고른 톤</translation>
    </message>
    <message>
        <source>some spots</source>
        <translation>잡티 조금</translation>
    </message>
    <message>
        <source>many spots</source>
        <translation>잡티 많음</translation>
    </message>
    <message>
        <source>very many spots</source>
        <translation>잡티 매우 많음</translation>
    </message>
    <message>
        <source>no redness</source>
        <translation>붉은기 없음</translation>
    </message>
    <message>
        <source>hint of redness</source>
        <translation>옅은 붉은기</translation>
    </message>
    <message>
        <source>slight redness</source>
        <translation>붉은기 조금</translation>
    </message>
    <message>
        <source>clear redness</source>
        <translation>뚜렷한 붉은기</translation>
    </message>
    <message>
        <source>strong redness</source>
        <translation>심한 붉은기</translation>
    </message>
</context>
<context>
    <name>HeatLegend</name>
    <message>
        <source>Where the model looked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>less</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>{page} – Pibu</source>
        <translation>{page} – Pibu</translation>
    </message>
</context>
<context>
    <name>ModelHelp</name>
    <message>
        <source>Bring the face model</source>
        <translation>얼굴 모델 가져오기</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Bringing the face model…</source>
        <translation>얼굴 모델을 가져오는 중…</translation>
    </message>
</context>
<context>
    <name>ModelStatus</name>
    <message>
        <source>Classifiers not loaded</source>
        <translation>분류기를 불러오지 않음</translation>
    </message>
    <message>
        <source>Preparing the classifiers…</source>
        <translation>분류기 준비 중…</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>준비됨</translation>
    </message>
    <message>
        <source>Grading is not possible</source>
        <translation>판정할 수 없음</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Close this notice</source>
        <translation>알림 닫기</translation>
    </message>
</context>
<context>
    <name>Number</name>
    <message>
        <source>{number}%</source>
        <translation>{number}%</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Live</source>
        <translation>실시간</translation>
    </message>
    <message>
        <source>Look into the camera; the picture is taken when all is well.</source>
        <translation>카메라를 바라보세요. 조건이 맞으면 자동으로 찍습니다.</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>사진</translation>
    </message>
    <message>
        <source>Open, drop or paste photos of a face.</source>
        <translation>얼굴 사진을 열거나 끌어다 놓거나 붙여 넣으세요.</translation>
    </message>
</context>
<context>
    <name>PhotoCanvas</name>
    <message>
        <source>Photo</source>
        <translation type="unfinished">사진</translation>
    </message>
</context>
<context>
    <name>PhotoPage</name>
    <message>
        <source>Sample portrait</source>
        <translation>예시 인물 사진</translation>
    </message>
</context>
<context>
    <name>Quality</name>
    <message>
        <source>{region}: {hint}</source>
        <translation>{region}: {hint}</translation>
    </message>
    <message>
        <source>No face found. Look into the camera.</source>
        <translation>얼굴이 보이지 않습니다. 카메라를 바라봐 주세요.</translation>
    </message>
    <message>
        <source>More than one face. One person at a time, please.</source>
        <translation>얼굴이 여럿 보입니다. 한 사람씩 찍어 주세요.</translation>
    </message>
    <message>
        <source>Come closer.</source>
        <translation>조금 더 가까이 와 주세요.</translation>
    </message>
    <message>
        <source>Bring your whole face into the picture.</source>
        <translation>얼굴 전체가 화면에 들어오게 해 주세요.</translation>
    </message>
    <message>
        <source>Face the camera straight on.</source>
        <translation>정면을 바라봐 주세요.</translation>
    </message>
    <message>
        <source>Too dark. More light on your face, please.</source>
        <translation>어둡습니다. 얼굴에 빛을 더 비춰 주세요.</translation>
    </message>
    <message>
        <source>Too bright. A little less light, please.</source>
        <translation>너무 밝습니다. 빛을 조금 줄여 주세요.</translation>
    </message>
    <message>
        <source>One side is brighter. Turn towards the light.</source>
        <translation>한쪽이 더 밝습니다. 빛을 정면으로 받아 주세요.</translation>
    </message>
    <message>
        <source>The light is tinted. Daylight or white light works best.</source>
        <translation>조명에 색이 돕니다. 자연광이나 흰 조명이 가장 좋습니다.</translation>
    </message>
    <message>
        <source>Blurred. Hold still and wipe the lens.</source>
        <translation>흐릿합니다. 움직이지 말고 렌즈를 닦아 주세요.</translation>
    </message>
    <message>
        <source>Hold still.</source>
        <translation>잠시 움직이지 마세요.</translation>
    </message>
    <message>
        <source>Open your eyes.</source>
        <translation>눈을 떠 주세요.</translation>
    </message>
    <message>
        <source>Relax your face.</source>
        <translation>표정을 편하게 풀어 주세요.</translation>
    </message>
    <message>
        <source>Please take off your glasses.</source>
        <translation>안경을 벗어 주세요.</translation>
    </message>
    <message>
        <source>Please brush your hair off your face.</source>
        <translation>얼굴을 가린 머리카락을 넘겨 주세요.</translation>
    </message>
</context>
<context>
    <name>QualityMode</name>
    <message>
        <source>Off</source>
        <translation>끔</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>보통</translation>
    </message>
    <message>
        <source>Strict</source>
        <translation>엄격</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
</context>
<context>
    <name>Region</name>
    <message>
        <source>Forehead</source>
        <translation>이마</translation>
    </message>
    <message>
        <source>Eye corner (left)</source>
        <translation>눈가(왼쪽)</translation>
    </message>
    <message>
        <source>Eye corner (right)</source>
        <translation>눈가(오른쪽)</translation>
    </message>
    <message>
        <source>Cheek (left)</source>
        <translation>볼(왼쪽)</translation>
    </message>
    <message>
        <source>Cheek (right)</source>
        <translation>볼(오른쪽)</translation>
    </message>
    <message>
        <source>Centre (nose)</source>
        <translation>중앙(코)</translation>
    </message>
    <message>
        <source>Lips</source>
        <translation>입술</translation>
    </message>
    <message>
        <source>Chin</source>
        <translation>턱</translation>
    </message>
</context>
<context>
    <name>ReportPanel</name>
    <message>
        <source>Shows on the picture where the model looked</source>
        <translation>모델이 어디를 보았는지 사진 위에 표시합니다</translation>
    </message>
    <message>
        <source>Grade</source>
        <translation>등급</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>기댓값</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>비중</translation>
    </message>
    <message>
        <source>On skin</source>
        <translation>피부 위</translation>
    </message>
    <message>
        <source>Share of the heat that lies on visible skin of the region</source>
        <translation>열 가운데 이 부위의 보이는 피부에 놓인 비율</translation>
    </message>
    <message>
        <source>Share of this region in the grade: its visible skin</source>
        <translation>등급에서 이 부위가 차지하는 비중(보이는 피부의 넓이)</translation>
    </message>
    <message>
        <source>Why not another grade?</source>
        <translation>왜 다른 등급이 아닌가요?</translation>
    </message>
    <message>
        <source>One higher</source>
        <translation>한 단계 위</translation>
    </message>
    <message>
        <source>One lower</source>
        <translation>한 단계 아래</translation>
    </message>
    <message>
        <source>Grades</source>
        <translation>등급</translation>
    </message>
    <message>
        <source>expected {expected}</source>
        <translation>기댓값 {expected}</translation>
    </message>
    <message>
        <source>expected {expected} ± {spread}</source>
        <translation>기댓값 {expected} ± {spread}</translation>
    </message>
    <message>
        <source>within one grade: {percent}</source>
        <translation>한 단계 이내일 확률 {percent}</translation>
    </message>
    <message>
        <source>Not enough to judge</source>
        <translation>판정하기에 부족함</translation>
    </message>
    <message>
        <source>not validated</source>
        <translation>미검증</translation>
    </message>
    <message>
        <source>This grade was never compared with grades that experts gave to real photographs. Read it as a rough guess.</source>
        <translation>이 등급은 실제 사진에 전문가가 매긴 등급과 비교한 적이 없습니다. 대략적인 참고로만 보세요.</translation>
    </message>
    <message>
        <source>Why not one grade higher?</source>
        <translation>왜 한 단계 위가 아닌가요?</translation>
    </message>
    <message>
        <source>Why not one grade lower?</source>
        <translation>왜 한 단계 아래가 아닌가요?</translation>
    </message>
    <message>
        <source>Blur test</source>
        <translation>흐림 검사</translation>
    </message>
    <message>
        <source>Blurs the hottest fifth of each region and grades again: does the expected grade fall?</source>
        <translation>각 부위에서 가장 뜨거운 5분의 1을 흐리게 하고 다시 판정합니다. 기댓값이 내려갈까요?</translation>
    </message>
    <message>
        <source>Other methods…</source>
        <translation>다른 방법…</translation>
    </message>
    <message>
        <source>{name}: grade {grade} of 4, {word}, {expected}, {confidence}</source>
        <translation>{name}: 4 중 {grade}등급, {word}, {expected}, {confidence}</translation>
    </message>
    <message>
        <source>{name}: no grade yet</source>
        <translation>{name}: 아직 등급 없음</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>System</source>
        <translation>시스템</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>화면 모드</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>화면</translation>
    </message>
    <message>
        <source>Picture check</source>
        <translation>사진 상태 확인</translation>
    </message>
    <message>
        <source>How good a picture must be before it is graded</source>
        <translation>사진이 얼마나 좋아야 판정할지 정합니다</translation>
    </message>
    <message>
        <source>Heat colours</source>
        <translation>열지도 색</translation>
    </message>
    <message>
        <source>All three are safe for colour-blind eyes</source>
        <translation>세 가지 모두 색각 이상이 있어도 구분됩니다</translation>
    </message>
    <message>
        <source>Grading</source>
        <translation>판정</translation>
    </message>
    <message>
        <source>Mirror the preview</source>
        <translation>미리보기 좌우 반전</translation>
    </message>
    <message>
        <source>Shows you as in a mirror; grades are not affected</source>
        <translation>거울처럼 보여 줍니다. 등급에는 영향이 없습니다</translation>
    </message>
    <message>
        <source>Automatic shutter</source>
        <translation>자동 촬영</translation>
    </message>
    <message>
        <source>Takes the picture after one second of good conditions</source>
        <translation>좋은 조건이 1초간 이어지면 찍습니다</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>카메라</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Pibu {version}. Everything stays on this computer. Not a medical device.</source>
        <translation>Pibu {version}. 모든 내용은 이 컴퓨터에만 남습니다. 의료기기가 아닙니다.</translation>
    </message>
</context>
<context>
    <name>Sign</name>
    <message>
        <source>visible shine</source>
        <translation>눈에 보이는 번들거림</translation>
    </message>
    <message>
        <source>visible dryness</source>
        <translation>눈에 보이는 건조함</translation>
    </message>
    <message>
        <source>visible lines</source>
        <translation>눈에 보이는 주름</translation>
    </message>
    <message>
        <source>visible spots</source>
        <translation>눈에 보이는 잡티</translation>
    </message>
    <message>
        <source>visible redness</source>
        <translation>눈에 보이는 붉은기</translation>
    </message>
</context>
<context>
    <name>Trouble</name>
    <message>
        <source>“{name}” is not there</source>
        <translation>“{name}” 파일이 없습니다</translation>
    </message>
    <message>
        <source>It may have been moved or deleted. Choose it again.</source>
        <translation>옮겨졌거나 지워졌을 수 있습니다. 다시 선택해 주세요.</translation>
    </message>
    <message>
        <source>“{name}” is empty</source>
        <translation>“{name}” 파일이 비어 있습니다</translation>
    </message>
    <message>
        <source>The file holds no bytes. Copy it again from where it came.</source>
        <translation>파일에 내용이 없습니다. 원본에서 다시 복사해 주세요.</translation>
    </message>
    <message>
        <source>“{name}” is damaged</source>
        <translation>“{name}” 파일이 손상되었습니다</translation>
    </message>
    <message>
        <source>Part of the picture is missing. Copy it again from where it came.</source>
        <translation>사진의 일부가 없습니다. 원본에서 다시 복사해 주세요.</translation>
    </message>
    <message>
        <source>“{name}” is not a picture Pibu can read</source>
        <translation>“{name}” 파일은 Pibu가 읽을 수 있는 사진이 아닙니다</translation>
    </message>
    <message>
        <source>JPEG, PNG, WebP, HEIC, TIFF and BMP pictures work.</source>
        <translation>JPEG, PNG, WebP, HEIC, TIFF, BMP 사진을 열 수 있습니다.</translation>
    </message>
    <message>
        <source>“{name}” is too large</source>
        <translation>“{name}” 파일이 너무 큽니다</translation>
    </message>
    <message>
        <source>At most 50 megapixels and 64 MB. Save a smaller copy and open that.</source>
        <translation>5천만 화소, 64MB까지 열 수 있습니다. 더 작게 저장한 사본을 열어 주세요.</translation>
    </message>
    <message>
        <source>“{name}” is too small</source>
        <translation>“{name}” 사진이 너무 작습니다</translation>
    </message>
    <message>
        <source>There are too few pixels to see skin. Use the original photo.</source>
        <translation>피부를 보기에 화소가 부족합니다. 원본 사진을 사용해 주세요.</translation>
    </message>
    <message>
        <source>“{name}” can&apos;t be opened</source>
        <translation>“{name}” 파일을 열 수 없습니다</translation>
    </message>
    <message>
        <source>Check that you may read the file and that its disk is connected.</source>
        <translation>파일 읽기 권한과 디스크 연결을 확인해 주세요.</translation>
    </message>
    <message>
        <source>“{name}” can&apos;t be saved</source>
        <translation>“{name}” 파일을 저장할 수 없습니다</translation>
    </message>
    <message>
        <source>Check that the disk has room and is not read-only, or choose another folder.</source>
        <translation>디스크에 빈 공간이 있고 쓰기가 가능한지 확인하거나, 다른 폴더를 선택해 주세요.</translation>
    </message>
    <message>
        <source>No camera found</source>
        <translation>카메라를 찾지 못했습니다</translation>
    </message>
    <message>
        <source>Connect a camera and try again, or use a photo.</source>
        <translation>카메라를 연결하고 다시 시도하거나 사진을 사용해 주세요.</translation>
    </message>
    <message>
        <source>The camera is in use</source>
        <translation>카메라가 사용 중입니다</translation>
    </message>
    <message>
        <source>Close the other program that uses it, then try again.</source>
        <translation>카메라를 쓰고 있는 다른 프로그램을 닫고 다시 시도해 주세요.</translation>
    </message>
    <message>
        <source>Pibu may not use the camera</source>
        <translation>Pibu에 카메라 권한이 없습니다</translation>
    </message>
    <message>
        <source>Allow it in the system&apos;s privacy settings, then try again.</source>
        <translation>시스템의 개인정보 보호 설정에서 허용한 뒤 다시 시도해 주세요.</translation>
    </message>
    <message>
        <source>The camera has stopped</source>
        <translation>카메라가 멈췄습니다</translation>
    </message>
    <message>
        <source>It may have been unplugged. Connect it and try again.</source>
        <translation>연결이 끊겼을 수 있습니다. 다시 연결한 뒤 시도해 주세요.</translation>
    </message>
    <message>
        <source>The camera is slow to answer</source>
        <translation>카메라 응답이 늦습니다</translation>
    </message>
    <message>
        <source>Waiting for its first picture. Some cameras take up to 20 seconds.</source>
        <translation>첫 화면을 기다리고 있습니다. 카메라에 따라 20초까지 걸릴 수 있습니다.</translation>
    </message>
    <message>
        <source>The camera sends only black pictures</source>
        <translation>카메라 화면이 검게만 나옵니다</translation>
    </message>
    <message>
        <source>Open its cover or shutter, or turn on the light.</source>
        <translation>렌즈 덮개를 열거나 조명을 켜 주세요.</translation>
    </message>
    <message>
        <source>“{name}” is not a video Pibu can play</source>
        <translation>“{name}” 파일은 Pibu가 재생할 수 있는 동영상이 아닙니다</translation>
    </message>
    <message>
        <source>MP4, MOV, AVI, MKV and WebM films usually work.</source>
        <translation>MP4, MOV, AVI, MKV, WebM 동영상은 대부분 재생됩니다.</translation>
    </message>
    <message>
        <source>The face model is not installed</source>
        <translation>얼굴 모델이 설치되어 있지 않습니다</translation>
    </message>
    <message>
        <source>Pibu needs it to find faces. It is 3.8 MB and is brought once.</source>
        <translation>얼굴을 찾는 데 필요합니다. 크기는 3.8MB이며 한 번만 가져오면 됩니다.</translation>
    </message>
    <message>
        <source>The face model is damaged</source>
        <translation>얼굴 모델이 손상되었습니다</translation>
    </message>
    <message>
        <source>Its bytes are not the expected ones. Bring it again.</source>
        <translation>파일 내용이 원래와 다릅니다. 다시 가져와 주세요.</translation>
    </message>
    <message>
        <source>A classifier is missing</source>
        <translation>분류기가 없습니다</translation>
    </message>
    <message>
        <source>“{name}” is not there. Install Pibu again.</source>
        <translation>“{name}” 파일이 없습니다. Pibu를 다시 설치해 주세요.</translation>
    </message>
    <message>
        <source>A classifier is damaged</source>
        <translation>분류기가 손상되었습니다</translation>
    </message>
    <message>
        <source>“{name}” is not as it was shipped. Install Pibu again.</source>
        <translation>“{name}” 파일이 배포된 것과 다릅니다. Pibu를 다시 설치해 주세요.</translation>
    </message>
    <message>
        <source>A classifier doesn&apos;t fit this version</source>
        <translation>분류기가 이 버전과 맞지 않습니다</translation>
    </message>
    <message>
        <source>“{name}” was made for another Pibu. Install Pibu again.</source>
        <translation>“{name}” 파일은 다른 버전의 Pibu용입니다. Pibu를 다시 설치해 주세요.</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Welcome to Pibu</source>
        <translation>Pibu에 오신 것을 환영합니다</translation>
    </message>
    <message>
        <source>Pictures and grades stay on this computer; nothing is sent anywhere. Pibu describes what a picture shows. It is not a medical device and gives no diagnosis.</source>
        <translation>사진과 등급은 이 컴퓨터에만 남으며 어디로도 전송되지 않습니다. Pibu는 사진에 보이는 것을 설명할 뿐, 의료기기가 아니며 진단하지 않습니다.</translation>
    </message>
    <message>
        <source>Got it</source>
        <translation>확인했습니다</translation>
    </message>
</context>
</TS>
